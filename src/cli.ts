#!/usr/bin/env node
import { commandLine, complain, exitCodes } from './doors/command-line.ts'

// What nobody waited for is a defect of ours, too.
process.on('uncaughtException', error => {
  complain(error, process)
  process.exit(exitCodes.notMeasured)
})
const exitCode = await commandLine(process)
// Whoever was interrupted waits for nothing that is still under way.
if (exitCode > 128) process.exit(exitCode)
process.exitCode = exitCode
