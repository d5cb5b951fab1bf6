package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that Jenkins reads a home with the class names that an early snapshot of the plugin wrote. Needs a real
 * controller.
 */
class LegacyClassNamesIT extends ControllerTestCase {
    private static final String ENGINE = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.";

    private static final Map<String, String> OLD_NAMES = Map.of(
            ENGINE + "item.ManagedFolderProperty", ENGINE + "ManagedFolder",
            ENGINE + "item.ManagedJobProperty", ENGINE + "ManagedJob",
            ENGINE + "run.PipelineRunAction", ENGINE + "RunIdentity",
            ENGINE + "run.PipelineRunCause", ENGINE + "StartedByRun");

    @Test
    void folderJobBuildAndQueueItemAreStillManaged() throws Exception {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun built = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        JenkinsController controller = target.controller();
        controller.http().post("quietDown", Map.of());
        PipelineRun queued = scenario.createRun("web-2", "web");
        await("web-2 is queued").until(() -> target.isQueued(scenario.job(queued), AcceptanceTestProject.ref(queued)));
        target.stop();

        assertThat(writeOldNames(controller.home())).containsAll(OLD_NAMES.values());

        target.start(Set.of(scenario.namespace));
        assertThat(scenario.awaitEnd(queued).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(controller.homeFolder().builds(scenario.job(queued)).readAll())
                .hasSize(2);
        assertThat(controller.http().getText(JenkinsHttpClient.urlPath(scenario.job("web")) + "1/api/json"))
                .contains("web-1");
        scenario.awaitReady(pipeline);
        PipelineRun next = scenario.awaitEnd(scenario.createRun("web-3", "web"));
        assertThat(next.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(controller.http().getText(JenkinsHttpClient.urlPath(scenario.job("web")) + "3/api/json"))
                .contains("web-3");
        // Deleting the run deletes its build only if Jenkins still knows that the build belongs to the run.
        scenario.client.resource(built).delete();
        scenario.awaitGone(built);
        assertThat(controller.homeFolder().builds(scenario.job("web")).readAll())
                .hasSize(2);
    }

    /** Replaces the class names in the files of the home by the old ones. Returns the old names. */
    private static List<String> writeOldNames(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> documents = files.filter(file -> Set.of("config.xml", "build.xml", "queue.xml")
                            .contains(file.getFileName().toString()))
                    .toList();
            Stream.Builder<String> written = Stream.builder();
            for (Path document : documents) {
                String text = Files.readString(document);
                for (Map.Entry<String, String> name : OLD_NAMES.entrySet()) {
                    if (text.contains(name.getKey())) {
                        text = text.replace(name.getKey(), name.getValue());
                        written.add(name.getValue());
                    }
                }
                Files.writeString(document, text);
            }
            return written.build().distinct().toList();
        }
    }
}
