// Torch has one generator for the whole process; tests that seed it must not run side by side.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
