#!/usr/bin/env node
import { commandLine, complain, exitCodes } from './doors/command-line.ts'

// What nobody waited for is a defect of ours, too.
process.on('uncaughtException', error => {
  complain(error, process)
  process.exit(exitCodes.notMeasured)
})
process.exitCode = await commandLine(process)
