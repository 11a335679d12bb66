import { choosePalette, formatColour, type Palette, parseColour, type Rgb } from './colour.ts'

export interface Styles {
  readonly sheets: CSSStyleSheet[]
  /** Height and top of what the keyboard leaves of the screen, in CSS pixels. */
  readonly fit: (height: number, top: number) => void
}

const surfaces = { light: '#ffffff', dark: '#1d1c1b' } as const

/**
 * Constructed sheets, because a strict CSP forbids `<style>` and `style=""` but not the object model. Everything a page
 * could inherit into the shadow root is reset on the host, with `!important` so that a page's `div { … }` does not win.
 */
export function createStyles(brand: Rgb): Styles {
  const base = new CSSStyleSheet()
  base.replaceSync(baseRules(brand))
  const viewport = new CSSStyleSheet()
  return {
    sheets: [base, viewport],
    fit: (height, top) =>
      viewport.replaceSync(`.frame{--seen:${Math.round(height)}px;--top:${Math.round(top)}px}`),
  }
}

function palette(brand: Rgb, surface: string): string {
  const colours: Palette = choosePalette(brand, parseColour(surface) ?? brand)
  return `--surface:${surface};--fill:${formatColour(colours.fill)};--on-fill:${formatColour(colours.onFill)};--ink:${formatColour(colours.ink)};--tint:${formatColour(colours.tint)}`
}

const baseRules = (brand: Rgb) => `
:host{all:initial!important;position:fixed!important;inset-block-end:0!important;inset-inline-end:0!important;z-index:2147483000!important}
@media print{:host{display:none!important}}
[hidden]{display:none!important}
*{box-sizing:border-box;margin:0}
.frame{
  color-scheme:light;${palette(brand, surfaces.light)};
  --ground:#f7f6f4;--text:#1c1b1a;--quiet:#67635e;--line:#e6e3df;--field:#8a857e;--alert:#b3261e;--alert-ground:#fdf1ef;--notice:#7a4a00;--notice-ground:#fdf3dd;
  --shadow:0 1px 2px rgb(28 27 26/.06),0 12px 40px rgb(28 27 26/.16);
  font:400 15px/1.45 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
  color:var(--text);-webkit-text-size-adjust:100%;text-align:start
}
@media(prefers-color-scheme:dark){.frame{
  color-scheme:dark;${palette(brand, surfaces.dark)};
  --ground:#151413;--text:#eceae7;--quiet:#a29d96;--line:#34322f;--field:#7d7871;--alert:#f28b82;--alert-ground:#331a18;--notice:#e9b872;--notice-ground:#2c2214;
  --shadow:0 1px 2px rgb(0 0 0/.4),0 12px 40px rgb(0 0 0/.5)
}}
button,textarea{font:inherit;color:inherit}
button{cursor:pointer;border:0;background:none;padding:0}
svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;display:block}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
textarea:focus-visible,h2:focus{outline:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.launcher{position:fixed;inset-block-end:20px;inset-inline-end:20px;width:56px;height:56px;border-radius:50%;display:grid;place-items:center;background:var(--fill);color:var(--on-fill);box-shadow:0 0 0 1px rgb(255 255 255/.22),0 2px 6px rgb(28 27 26/.18),0 8px 24px rgb(28 27 26/.18)}
.launcher:focus-visible{outline-offset:3px;box-shadow:0 0 0 3px var(--surface),0 8px 24px rgb(28 27 26/.2)}
.launcher svg{width:26px;height:26px;grid-area:1/1}
.launcher svg:nth-of-type(2),.open .launcher svg:nth-of-type(1){display:none}
.open .launcher svg:nth-of-type(2){display:block}
.badge{position:absolute;inset-block-start:-3px;inset-inline-end:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#b3261e;color:#fff;font-size:12px;font-weight:650;line-height:22px;text-align:center;font-variant-numeric:tabular-nums;box-shadow:0 0 0 2px var(--surface)}

.panel{position:fixed;inset-block-end:90px;inset-inline-end:20px;width:min(384px,calc(100vw - 40px));height:min(620px,calc(100vh - 110px));background:var(--ground);border:1px solid var(--line);border-radius:16px;box-shadow:var(--shadow);overflow:hidden;animation:rise .14s ease-out}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
.sheet{height:100%;display:flex;flex-direction:column;text-align:start}
.head{display:flex;align-items:center;gap:12px;padding-block:14px;padding-inline:16px 12px;background:var(--surface);border-block-end:1px solid var(--line)}
.mark{width:36px;height:36px;border-radius:10px;display:grid;place-items:center;background:var(--fill);color:var(--on-fill);flex:none}
.heading{flex:1;min-width:0}
h2{font-size:15px;font-weight:620;line-height:1.3;letter-spacing:-.005em}
.heading p{font-size:13px;color:var(--quiet);line-height:1.35}
.close{width:36px;height:36px;border-radius:10px;display:grid;place-items:center;color:var(--quiet);flex:none}
.close:hover{background:var(--ground);color:var(--text)}
.offline:not(:empty){padding:8px 16px;font-size:13px;line-height:1.35;color:var(--notice);background:var(--notice-ground);border-block-end:1px solid var(--line)}

.middle{flex:1;min-height:0;position:relative;display:flex}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;scrollbar-width:thin}
.log:focus-visible{outline-offset:-3px}
.list{margin-block-start:auto;display:flex;flex-direction:column;min-width:0}
.greeting{padding:14px 16px;background:var(--surface);border:1px solid var(--line);border-radius:14px;border-end-start-radius:4px;max-width:92%;color:var(--quiet);font-size:14px}
.greeting-title{font-size:15px;font-weight:560;color:var(--text);margin-block-end:4px}
.day{align-self:center;font-size:12px;color:var(--quiet);padding:4px 0;margin-block:10px 2px}
.row{display:flex;flex-direction:column;align-items:flex-start;margin-block-start:12px}
.row.follows{margin-block-start:3px}
.row.mine{align-items:flex-end}
.bubble{max-width:84%;padding:8px 12px;background:var(--surface);border:1px solid var(--line);border-radius:14px;border-end-start-radius:4px}
.mine .bubble{background:var(--tint);border-color:transparent;border-end-start-radius:14px;border-end-end-radius:4px}
.failed .bubble{background:var(--alert-ground);border-color:var(--alert)}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.text a{color:var(--ink);text-decoration:underline;text-underline-offset:2px;border-radius:3px}
.meta{display:flex;flex-wrap:wrap;align-items:center;gap:0 6px;font-size:12px;color:var(--quiet);margin-block-start:3px;padding-inline:4px;font-variant-numeric:tabular-nums}
.mine .meta{justify-content:flex-end;max-width:92%}
.failed .meta{color:var(--alert)}
.failed .word{flex-basis:100%;text-align:end}
.quiet{min-height:28px;padding:0 8px;border-radius:7px;font-size:13px;font-weight:560;color:var(--ink)}
.quiet:hover{background:var(--line)}
.list>.quiet{align-self:center}
.jump{position:absolute;inset-block-end:10px;inset-inline:0;margin-inline:auto;width:fit-content;min-height:30px;padding:0 14px;border-radius:15px;background:var(--surface);border:1px solid var(--line);color:var(--ink);font-size:13px;font-weight:560;box-shadow:0 2px 10px rgb(28 27 26/.14)}
.typing{display:flex;align-items:center;gap:8px;padding:0 20px 10px;font-size:13px;color:var(--quiet)}
.dots{display:flex;gap:4px}
.dots i{width:6px;height:6px;border-radius:50%;background:currentColor;animation:breathe 1.2s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.15s}
.dots i:nth-child(3){animation-delay:.3s}
@keyframes breathe{0%,60%,100%{opacity:.35}30%{opacity:1}}

form{padding:10px 12px 12px;background:var(--surface);border-block-start:1px solid var(--line)}
.box{display:flex;align-items:flex-end;gap:6px;padding:4px;padding-inline-start:12px;border:1px solid var(--field);border-radius:14px;background:var(--surface)}
.box:focus-within{border-color:var(--ink);box-shadow:0 0 0 1px var(--ink)}
.box:has([aria-invalid=true]){border-color:var(--alert);box-shadow:0 0 0 1px var(--alert)}
textarea{flex:1;min-width:0;border:0;background:none;resize:none;padding:6px 0;font-size:16px;line-height:22px;max-height:146px;field-sizing:content}
textarea::placeholder{color:var(--quiet);opacity:1}
.send{width:34px;height:34px;border-radius:10px;display:grid;place-items:center;flex:none;color:var(--quiet)}
.send.ready{background:var(--fill);color:var(--on-fill)}
.problem:not(:empty){padding:6px 4px 0;font-size:13px;line-height:1.35;color:var(--alert)}

@media(max-width:480px){
  .panel{inset:var(--top,0) 0 auto;width:100%;height:var(--seen,100dvh);border:0;border-radius:0}
  .open .launcher{display:none}
}
@media(prefers-reduced-motion:reduce){*{animation:none!important}}
@media(forced-colors:active){
  .launcher,.send,.mine .bubble,.badge{border:1px solid}
  .box:focus-within{outline:2px solid Highlight}
  .dots i{background:CanvasText}
}
`
