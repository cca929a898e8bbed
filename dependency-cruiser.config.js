export { config as default } from './scripts/rooms.ts'
