/** Line drawings on a grid of 24, drawn for this console. */
const drawings = {
  bag: "M5 10 16 3l3 7M4 9.500h16V18a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3ZM4 13h16M4 15.500h16",
  overview: "M4 18a8 8 0 1 1 16 0M12 18l4.500-6M4 21h16",
  ride: "M6 20a3.800 3.800 0 1 0 0-7.600A3.800 3.800 0 0 0 6 20ZM18 20a3.800 3.800 0 1 0 0-7.600A3.800 3.800 0 0 0 18 20ZM6 16.200 9.500 9h6L18 16.200M9.500 9l3 7.200M15.500 9l-3 7.200M15.500 9V6h2.500M8 7.500h3",
  deliver:
    "M3 7h11v9H3ZM14 10h4l3 3v3h-7ZM7 19a1.800 1.800 0 1 0 0-3.600A1.800 1.800 0 0 0 7 19ZM17 19a1.800 1.800 0 1 0 0-3.600A1.800 1.800 0 0 0 17 19Z",
  places:
    "M12 21s6.500-5.600 6.500-11a6.500 6.500 0 0 0-13 0C5.500 15.400 12 21 12 21ZM12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600Z",
  sun: "M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500Z",
  leave:
    "M14 4H6a1.500 1.500 0 0 0-1.500 1.500v13A1.500 1.500 0 0 0 6 20h8M10 12h10M16.500 8.500 20 12l-3.500 3.500",
  ok: "M4.500 12.500 10 18 20 6.500",
  warn: "M12 4 2.800 20h18.400ZM12 10v4.500M12 17.300v.200",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.500 19 12 7 19.500Z",
  down: "M12 4v12M6.500 10.500 12 16l5.500-5.500M4.500 20h15",
  copy: "M9 9h11v11H9ZM15 9V4H4v11h5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  reset: "M4 9h11a5 5 0 0 1 0 10H9M4 9l4-4M4 9l4 4",
  left: "M15 5 8 12l7 7",
  right: "M9 5l7 7-7 7",
  cross: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof drawings;

/** Decoration beside words, or named by the control that it is in. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
