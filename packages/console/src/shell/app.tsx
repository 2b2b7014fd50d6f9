import { useEffect } from "preact/hooks";
import { noteAway } from "../api/connection.ts";
import { listenLive } from "../api/live.ts";
import { restoreSession, session } from "../api/session.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { Toasts } from "../parts/toasts.tsx";
import { AwayBanner } from "./away-banner.tsx";
import { Masthead } from "./masthead.tsx";
import { Page } from "./page.tsx";
import { SignIn } from "./sign-in.tsx";

const askAgainMs = 2_000;

export function App() {
  const { state } = session.value;

  useEffect(() => {
    if (state !== "unknown") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () =>
      restoreSession().catch(() => {
        noteAway();
        timer = setTimeout(() => void ask(), askAgainMs);
      });
    void ask();
    return () => clearTimeout(timer);
  }, [state]);

  useEffect(() => (state === "in" ? listenLive() : undefined), [state]);

  if (session.value.state === "out") return <SignIn expired={session.value.expired} />;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Masthead />
      <AwayBanner />
      <main class="page" id="main" tabIndex={-1}>
        {state === "in" ? <Page /> : <Skeleton height={320} label="Asking the server" />}
      </main>
      <footer class="colophon">Musette {session.value.state === "in" ? session.value.version : ""}</footer>
      <Toasts />
    </>
  );
}
