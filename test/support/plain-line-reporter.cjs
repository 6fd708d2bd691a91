// Ends the run with the one plain line that scripts read: "N passed, N failed".
module.exports = class PlainLineReporter {
  onRunComplete(_contexts, results) {
    // A suite that could not even load counts as one failure, else it would vanish from the sum.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
};
