import "../elements/theme.css";
import "./page.css";
import "../index.js";
