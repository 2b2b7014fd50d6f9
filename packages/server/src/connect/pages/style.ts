/**
 * The page's one style sheet, in the page itself: nothing else is loaded. Colours have a contrast of at
 * least 4.5 : 1 (WCAG 2.2, AA) on both grounds, and what can be pressed is at least 44 pixels high.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --card: #ffffff; --ink: #1b1f24; --quiet: #545d68; --line: #8b949e; --soft: #d8dee4;
  --accent: #0b57a4; --accent-ink: #ffffff; --bad: #a40e26; --bad-ground: #fff0f1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1318; --card: #1a2027; --ink: #e8ecf0; --quiet: #a3adb8; --line: #78828d; --soft: #333c46;
    --accent: #79b8ff; --accent-ink: #0b1520; --bad: #ff9aa5; --bad-ground: #35191d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 1.5rem 1rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main {
  max-width: 34rem; margin: 0 auto; padding: 1.75rem; background: var(--card);
  border: 1px solid var(--soft); border-radius: 0.75rem; overflow-wrap: anywhere;
}
h1 { margin: 0 0 0.25rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0 0 0.25rem; font-size: 1.15rem; line-height: 1.3; }
p { margin: 0 0 0.75rem; }
section, details { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--soft); }
summary { min-height: 2.75rem; padding: 0.6rem 0; font-weight: 600; cursor: pointer; }
.quiet, .hint, footer { color: var(--quiet); }
.hint, footer { font-size: 0.9rem; }
.hint { margin: 0.25rem 0 0; }
footer { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--soft); }
footer p:last-child { margin: 0; }
label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
input, select {
  display: block; width: 100%; min-height: 2.75rem; padding: 0.55rem 0.7rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem;
}
input::file-selector-button {
  margin-right: 0.75rem; padding: 0.3rem 0.8rem; font: inherit; color: var(--ink); cursor: pointer;
  background: var(--ground); border: 1px solid var(--line); border-radius: 0.4rem;
}
button, .button {
  display: block; width: 100%; min-height: 2.75rem; margin-top: 1.25rem; padding: 0.55rem 1rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 2px solid var(--accent); border-radius: 0.5rem;
}
button:hover, .button:hover { filter: brightness(1.08); }
.plain, .plain:hover { color: var(--ink); background: none; border-color: var(--line); }
.choices { margin: 1rem 0 0; padding: 0; list-style: none; }
.choices .button { margin-top: 0.75rem; }
.alert { margin: 1rem 0; padding: 0.9rem 1rem; color: var(--bad); background: var(--bad-ground); border: 1px solid; border-radius: 0.5rem; }
.alert p, .alert ul { margin: 0; }
.alert ul { padding-left: 1.2rem; }
.alert p + ul { margin-top: 0.4rem; }
a { color: var(--accent); }
.button:not(.plain) { color: var(--accent-ink); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 30rem) {
  body { padding: 0; background: var(--card); }
  main { padding: 1.25rem 1rem 2rem; border: 0; border-radius: 0; }
}
`;
