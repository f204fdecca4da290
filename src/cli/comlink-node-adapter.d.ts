// comlink ships this module's types under the name of its bundlers' entry only; Node needs the .mjs one.
declare module "comlink/dist/esm/node-adapter.mjs" {
  export { default } from "comlink/dist/esm/node-adapter";
}
