import { mount } from "svelte";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import App from "./App.svelte";
import { language } from "./language";

document.documentElement.lang = language();
const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
mount(App, { target });
