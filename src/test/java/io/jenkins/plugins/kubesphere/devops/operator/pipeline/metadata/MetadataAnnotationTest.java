package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MetadataAnnotationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRegularPipeline() throws IOException {
        JobSummary job = new JobSummary(
                60,
                OptionalLong.of(1234),
                true,
                List.of(
                        new JobParameter("ENV", "ChoiceParameterDefinition", "", "test", List.of("test", "prod")),
                        new JobParameter("KEY", "PasswordParameterDefinition", "", "", List.of())),
                Optional.empty());

        assertThat(JSON.readTree(MetadataAnnotation.of("web", job).toString())).isEqualTo(JSON.readTree("""
                {"weatherScore": 60, "estimatedDurationInMillis": 1234,
                 "parameters": [
                   {"name": "ENV", "type": "choice", "value": "",
                    "defaultParameterValue": {"name": "ENV", "value": "test"}, "choices": ["test", "prod"]},
                   {"name": "KEY", "type": "password", "value": ""}],
                 "name": "web", "disabled": true}
                """));
    }

    @Test
    void aMultiBranchPipelineOfWhichSomeIsLeftOut() throws IOException {
        BranchJob main = branch("main", Optional.empty());
        BranchJob request = branch("PR-1", Optional.of(new ChangeRequest("1", "", "", "")));
        Branches branches = new Branches(List.of(main, request), new Counts(3, 1, 2), new Counts(1, 0, 0));
        ObjectNode metadata = JSON.createObjectNode();

        MetadataAnnotation.addBranches(metadata, spec(), branches, new BranchesAnnotation("", 1, 2));

        assertThat(JSON.readTree(metadata.toString())).isEqualTo(JSON.readTree("""
                {"numberOfPipelines": 4,
                 "totalNumberOfBranches": 3, "numberOfFailingBranches": 1, "numberOfSuccessfulBranches": 2,
                 "totalNumberOfPullRequests": 1,
                 "branchNames": ["main"],
                 "scmSource": {"id": "git"}, "scriptPath": "ci/Jenkinsfile",
                 "branchesInBrief": 1, "branchesLeftOut": 2}
                """));
    }

    private static BranchJob branch(String name, Optional<ChangeRequest> request) {
        return new BranchJob(name, name, "", false, false, 100, List.of(), request, Optional.empty());
    }

    private static MultiBranchPipeline spec() {
        return new MultiBranchPipeline(
                "web", null, null, null, "git", "ci/Jenkinsfile", null, null, null, null, null, null, null);
    }
}
