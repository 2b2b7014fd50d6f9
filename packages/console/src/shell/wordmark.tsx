/** The name and its bag. */
export function Wordmark() {
  return (
    <a class="wordmark" href="/" aria-label="Musette, overview">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M6 13 22 2l4 11"
          fill="none"
          stroke="var(--cream)"
          stroke-width="2"
          stroke-linejoin="round"
        />
        <path d="M4 12h24v13a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4Z" fill="var(--cream)" />
        <path d="M4 17h24v2.600H4Z" fill="var(--rust)" />
        <path d="M4 21h24v2.600H4Z" fill="var(--mustard)" />
      </svg>
      <span>musette</span>
    </a>
  );
}
