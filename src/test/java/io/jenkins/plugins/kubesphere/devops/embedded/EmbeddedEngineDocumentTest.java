package io.jenkins.plugins.kubesphere.devops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.DeclarativeBlock;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.DeclarativeOptions;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.EmbeddedJobParameters;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.WhenSection;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedSteps;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.KeywordDescriptor;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares docs/embedded-engine.md with the code. With {@code -Dgolden.write=true}, the test writes the page and fails.
 */
class EmbeddedEngineDocumentTest {
    private static final Path PAGE = Path.of("docs/embedded-engine.md");

    @Test
    void thePageMatchesTheCode() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, page);
            fail("wrote " + PAGE + "; look at the difference, and run the test without -Dgolden.write");
        }
        assertThat(page).as("-Dgolden.write=true writes " + PAGE).isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        return """
                # The embedded engine

                <!-- Generated from the code by: mvn test -Dtest=EmbeddedEngineDocumentTest -Dgolden.write=true -->

                `./run` builds on an engine that needs no Jenkins. It is for trying this project and for testing it. It runs the part
                of Pipeline that this page lists. A Jenkinsfile that needs more fails, and the message names what is missing;
                `./run --jenkins` runs it in a real Jenkins.

                **There is no sandbox.** A Jenkinsfile may do what the user who started `./run` may do: read files, start processes,
                use the network. Run only Jenkinsfiles that you trust.

                ## Pipelines

                Type `pipeline` with an inline Jenkinsfile. All sections of a declarative Pipeline are checked before anything runs;
                an unknown step fails when it is reached. Scripted Pipeline is plain Groovy with the steps below. There are no jobs
                with branches, no `checkout scm`, no shared libraries, no credentials, no `currentBuild`, no `tools`, no `triggers`
                and no `matrix`.

                ## Sections

                | section | of | notes |
                | --- | --- | --- |
                %s
                Types of parameters: %s.

                ### Agents

                Everything runs on this machine. `agent any` and `agent none` are accepted. A Jenkinsfile that asks for another agent
                (`docker`, `kubernetes`, `label`, …), anywhere, fails before its first stage. `./run --ignore-agents` runs it on this
                machine; the log names each ignored agent.

                ### Options

                | option | of | arguments | without effect | notes |
                | --- | --- | --- | --- | --- |
                %s
                ### Conditions

                | in `when` | arguments | without effect | notes |
                | --- | --- | --- | --- |
                %s
                These conditions are refused, because they need branches, changes, restarted builds or causes: %s.

                ### Post

                %s, in this order.

                ## Steps

                A value without a name is the first argument. Arguments without effect are accepted and ignored. Any other argument is
                refused.

                | step | block | arguments | without effect | notes |
                | --- | --- | --- | --- | --- |
                %s
                `println` writes a line into the log. `params`, `env` and the names of variables work as in Jenkins. The parameters
                and `BUILD_ID`, `BUILD_NUMBER`, `JOB_NAME`, `JOB_BASE_NAME`, `WORKSPACE` are set. Other names, such as `PATH` and
                `HOME`, have the values with which `./run` was started.

                ## What differs from Jenkins

                - **Files**: `dir` and the steps for files use only files inside the workspace, and follow no symbolic link out of it.
                  `sh` can use all files.
                - **Workspace**: each build has a new one. It stays until its run is deleted or `./run` ends.
                - **git**: a Jenkinsfile cannot make git run a command: only the transports `file`, `git`, `http`, `https` and `ssh` work.
                - **input**: `submitter` is ignored. If several branches of `parallel` wait for an input, the run shows the oldest
                  one.
                - **parallel**: at most 100 branches at a time.
                - **timeout**: steps that run after the timeout, such as those of `post`, are ended after one minute.
                - **Stopping** ends the steps that run, with all their processes; then `post` runs. Stopping again ends `post`.
                  After a stop, `retry` does not run its block again.
                - **Restart**: a build that runs when the engine ends, or is killed, fails. Queued runs are built after the restart.
                - **Processes** of a build end with the engine, also if the engine is killed.
                - **Executors**: %d builds run at a time. A build that waits for an input does not count.
                - **Passwords**: values of `password` parameters are `****` in the log. Until their build begins, they
                  are stored in the state folder in clear text.
                """.formatted(
                        rows(DeclarativeBlock.SECTIONS.stream()
                                .map(section -> List.of(
                                        code(List.of(section.name())),
                                        String.join(", ", section.blocks()),
                                        section.description()))
                                .toList()),
                        code(EmbeddedJobParameters.types()),
                        rows(DeclarativeOptions.STAGE_OPTIONS, "pipeline, stage")
                                + rows(DeclarativeOptions.PIPELINE_ONLY_OPTIONS, "pipeline"),
                        rows(WhenSection.CONDITIONS.stream()
                                .map(EmbeddedEngineDocumentTest::cells)
                                .toList()),
                        code(WhenSection.UNSUPPORTED_CONDITIONS),
                        code(DeclarativeBlock.POST_CONDITIONS),
                        rows(EmbeddedSteps.all().stream()
                                .map(EmbeddedEngineDocumentTest::cells)
                                .toList()),
                        EmbeddedEngine.DEFAULT_EXECUTORS);
    }

    private static String rows(List<KeywordDescriptor> options, String where) {
        return rows(options.stream()
                .map(EmbeddedEngineDocumentTest::cells)
                .map(cells -> List.of(cells.get(0), where, cells.get(1), cells.get(2), cells.get(3)))
                .toList());
    }

    private static List<String> cells(StepDefinition step) {
        List<String> cells = cells(step.keyword());
        return List.of(cells.get(0), step.hasBlock() ? "yes" : "", cells.get(1), cells.get(2), cells.get(3));
    }

    private static List<String> cells(KeywordDescriptor word) {
        return List.of(
                code(List.of(word.name())), code(word.arguments()), code(word.ignoredArguments()), word.description());
    }

    private static String rows(List<List<String>> rows) {
        return rows.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    private static String code(Collection<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
}
