import { render } from "preact";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import { followLinks } from "./navigation/location.ts";
import { App } from "./shell/app.tsx";
import { applyTheme } from "./units/preferences.ts";

applyTheme();
followLinks();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
