package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlueOceanConverterTest {
    private final PipelineRun run = new PipelineRun();

    BlueOceanConverterTest() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace("demo");
        metadata.setName("web-1");
        run.setMetadata(metadata);
        run.setSpec(new PipelineRunSpec(
                new PipelineRef("web", "demo", "Pipeline", null, null, null, null), List.of(), null, null, null));
    }

    /** Whoever may edit the annotations and ConfigMaps of a run may have stored something else. */
    @Test
    void aStageOfAnotherFormIsLeftOutAndTheOthersAreShown() throws Exception {
        JsonNode stages = new ObjectMapper().readTree("""
                [{"id": "1", "displayName": "Build", "durationInMillis": "soon"},
                 "Test",
                 {"id": "2", "displayName": "Deploy", "steps": [{"id": "3", "input": 7}, {"id": "4", "displayName": "echo"}]}]""");

        List<BuildNodeDocument> nodes = BlueOceanConverter.nodes(run, stages, "1", true);

        assertThat(nodes).extracting(BuildNodeDocument::displayName).containsExactly("Deploy");
        assertThat(nodes.get(0).steps())
                .extracting(BuildStepDocument::displayName)
                .containsExactly("echo");
    }
}
