import type { Locale } from "./index.ts";
import { machineEn } from "./machine-en.ts";
import { machineFr } from "./machine-fr.ts";

export type MachineMessages = typeof machineFr;

export const machineMessagesOf: Readonly<Record<Locale, MachineMessages>> = { fr: machineFr, en: machineEn };
