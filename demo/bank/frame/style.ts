const dark =
  '--ink:#eef3f1;--ink-2:#b5bfbc;--line:#2b3532;--ground:#0e1413;--card:#18201e;--jade:#4cc2a7;--on:#06231c;--gold:#e3bf74;--gold-soft:#2b2414;color-scheme:dark';

/** The frame's look: the bank's card, one jade act, gold for the seal alone. */
export const frameStyle = `
:root{--ink:#17211f;--ink-2:#55605d;--line:#e6eae8;--ground:#f4f6f5;--card:#fff;--jade:#0b6b58;--on:#fff;--gold:#8a6116;--gold-soft:#fbf4e4;--title:17px;--body:14px;--tap:44px;color-scheme:light}
.dark{${dark}}@media (prefers-color-scheme:dark){.auto{${dark}}}
.elder{--title:22px;--body:18px;--tap:60px}.elder h1{line-height:1.5}.elder #deal{grid-template-columns:minmax(0,1fr)}.elder #deal dd{text-align:left}
*{box-sizing:border-box;margin:0}[hidden]{display:none!important}
body{background:var(--card);color:var(--ink);font:var(--body)/1.5 system-ui,"PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
main{display:grid;gap:12px;padding:16px}
header{display:flex;align-items:center;gap:8px;font-weight:600}header span{margin-left:auto;font-weight:400;color:var(--ink-2);font-size:max(12px,calc(var(--body) - 2px));text-align:right}
i{flex:none;width:18px;height:18px;border-radius:5px;background:var(--jade);box-shadow:inset 0 0 0 4px var(--jade),inset 0 0 0 6px #f2d48b}
h1{font-size:var(--title);line-height:1.35}.note{color:var(--ink-2);font-size:max(12px,calc(var(--body) - 2px))}.elder .note,.elder header span{font-size:18px}
.ticket{padding:12px 16px;border:1px solid var(--line);border-radius:10px;background:radial-gradient(circle 7px at 0 50%,var(--card) 6px,var(--line) 6.5px,transparent 7px),radial-gradient(circle 7px at 100% 50%,var(--card) 6px,var(--line) 6.5px,transparent 7px),var(--ground)}
.ticket b{font-weight:600}
#rules{display:grid;gap:4px}#deal{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 12px;padding-top:12px;border-top:1px solid var(--line)}
#deal dt{color:var(--ink-2)}#deal dd{font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
summary{min-height:var(--tap);line-height:var(--tap);color:var(--jade);cursor:pointer}.rules dt{color:var(--ink-2)}.rules dd{margin:0 0 8px}
#say:empty{display:none}
button{width:100%;min-height:var(--tap);border:0;border-radius:30px;background:var(--jade);color:var(--on);font:inherit;font-size:max(16px,var(--body));font-weight:600;line-height:1.3;cursor:pointer;touch-action:manipulation}
button:disabled{background:var(--ground);color:var(--ink-2);cursor:default}.quiet{background:none;color:var(--jade);box-shadow:inset 0 0 0 1px}
[aria-busy]::before{content:"";display:inline-block;width:12px;height:12px;margin-right:8px;border:2px solid;border-right-color:transparent;border-radius:50%;animation:turn .9s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}@media (prefers-reduced-motion:reduce){button::before{animation:none!important}}
:focus-visible{outline:2px solid var(--jade);outline-offset:2px}`;
