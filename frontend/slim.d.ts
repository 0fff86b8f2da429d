import type { Plugin } from "vite";

export function slim(code: string): string;
export function slimElements(): Plugin;
