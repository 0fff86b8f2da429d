import "../elements/theme.css";
import "./console.css";
import "./elements/console.js";
