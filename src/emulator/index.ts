export { createEmulator, type ClientOptions, type Emulator, type EmulatorOptions } from './emulator.js';
export { createPageEmulator, type PageEmulator, type PageOptions } from './page.js';
export type { Fault, FaultKind, FaultOrder, FaultPlace, FaultService } from './faults.js';
export type { Wait } from './wait.js';
export type { LogEntry } from './request-log.js';
export type { Checks, Settings, SettingsPatch } from './settings.js';
export { ConnectionCut, type Incoming } from './incoming.js';
export { memoryStorage, type Storage } from './storage.js';
export type { World } from './world.js';
