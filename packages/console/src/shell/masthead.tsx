import { connection } from "../api/connection.ts";
import { overview } from "../api/live.ts";
import { session, signOut } from "../api/session.ts";
import { path } from "../navigation/location.ts";
import { failureText } from "../parts/failure-text.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { say } from "../parts/toasts.tsx";
import { distanceUnit, theme, toggleDistanceUnit, toggleTheme } from "../units/preferences.ts";
import { Wordmark } from "./wordmark.tsx";

const sections: readonly { readonly href: string; readonly name: string; readonly icon: IconName }[] = [
  { href: "/", name: "Overview", icon: "overview" },
  { href: "/workouts", name: "Workouts", icon: "ride" },
  { href: "/deliveries", name: "Deliveries", icon: "deliver" },
  { href: "/destinations", name: "Destinations", icon: "places" },
];

const liveWords = { connecting: "Connecting", live: "Live", away: "Reconnecting" };

export function Masthead() {
  const setAside = (overview.value?.deadLetters ?? 0) + (overview.value?.quarantined ?? 0);
  const isDark = theme.value === "dark";
  return (
    <header class="masthead">
      <div class="masthead-inner">
        <Wordmark />
        <nav class="sections" aria-label="Pages">
          {sections.map(({ href, name, icon }) => (
            <a href={href} key={href} aria-current={isAt(href) ? "page" : undefined}>
              <Icon name={icon} />
              {name}
              {href === "/deliveries" && setAside > 0 && (
                <span class="count">
                  {setAside > 99 ? "99+" : setAside}
                  <span class="visually-hidden"> set aside</span>
                </span>
              )}
            </a>
          ))}
        </nav>
        <div class="masthead-tools">
          <span class="live" data-state={connection.value} title={liveWords[connection.value]}>
            <span class="live-word">{liveWords[connection.value]}</span>
          </span>
          <button
            type="button"
            class="tool"
            onClick={toggleDistanceUnit}
            aria-label={`${distanceUnit.value}: change distances to ${distanceUnit.value === "km" ? "miles" : "kilometers"}`}
          >
            {distanceUnit.value}
          </button>
          <button
            type="button"
            class="tool"
            onClick={toggleTheme}
            aria-label={isDark ? "Change to light colours" : "Change to dark colours"}
          >
            <Icon name={isDark ? "sun" : "moon"} />
          </button>
          <button type="button" class="tool" onClick={() => void leave()} aria-label="Sign out">
            <Icon name="leave" />
            <span class="tool-word">
              {session.value.state === "in" && session.value.role === "viewer" ? "Read-only" : "Sign out"}
            </span>
          </button>
        </div>
      </div>
      <div class="bands" />
    </header>
  );
}

function isAt(href: string): boolean {
  return href === "/" ? path.value === "/" : path.value.startsWith(href);
}

async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    say(`You are still signed in: ${failureText(error)}`, "bad");
  }
}
