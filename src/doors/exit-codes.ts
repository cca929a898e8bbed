/** How the command line ends. */
export const exitCodes = { passed: 0, exceeded: 1, wrongUsage: 2, notMeasured: 3 } as const
