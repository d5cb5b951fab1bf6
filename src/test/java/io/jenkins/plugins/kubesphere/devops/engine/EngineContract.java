package io.jenkins.plugins.kubesphere.devops.engine;

/**
 * Tests of what each {@link Engine} must do. Each engine has a test class that extends this one.
 * <p>The tests build declarative Pipelines that every engine can run. They do not depend on time: a build that must not
 * end yet waits for an input, and tests poll the state.
 */
public abstract class EngineContract
        implements ItemContract,
                StartContract,
                ParameterContract,
                OutcomeContract,
                StopAndDeleteContract,
                DeletedBuildContract,
                LogContract,
                LogSnapshotContract,
                LastLinesContract,
                EventContract {}
