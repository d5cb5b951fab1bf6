package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineUnderTest;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The base class of tests that use a new embedded engine for each test. */
public abstract class EmbeddedEngineTestCase implements EngineUnderTest {
    @TempDir
    protected Path state;

    protected EmbeddedEngine engine;

    protected EmbeddedEngine open(Path folder) {
        return new EmbeddedEngine(folder);
    }

    @BeforeEach
    final void openEngine() {
        engine = open(state);
    }

    @AfterEach
    final void closeEngine() {
        engine.close();
    }

    @Override
    public final Engine engine() {
        return engine;
    }

    @Override
    public final UserActions userActions() {
        return new EmbeddedUserActions(engine);
    }

    @Override
    public final void restart() {
        engine.close();
        engine = open(state);
    }

    /** The folder of the first build of a job. */
    protected final Path firstBuildFolder(EngineTestProject project) {
        return state.resolve("folders/" + project.job.folder() + "/jobs/web/runs/" + String.format("%019d", 1));
    }

    /** Returns the process whose id a script has written to the log as {@code name=id}. */
    public static ProcessHandle awaitProcess(EngineTestProject project, RunRequest run, String name) {
        Pattern line = Pattern.compile("^" + name + "=(\\d+)$", Pattern.MULTILINE);
        Matcher found = await(name + " runs").until(() -> line.matcher(project.log(run)), Matcher::find);
        return ProcessHandle.of(Long.parseLong(found.group(1))).orElseThrow();
    }
}
