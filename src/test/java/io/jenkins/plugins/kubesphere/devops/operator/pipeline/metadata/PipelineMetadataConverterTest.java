package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PipelineMetadataConverterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theMetadataOfARegularPipeline() throws IOException {
        JobSummary job = new JobSummary(
                60,
                OptionalLong.of(1234),
                true,
                List.of(
                        new JobParameter("ENV", "ChoiceParameterDefinition", "", "test", List.of("test", "prod")),
                        new JobParameter("KEY", "PasswordParameterDefinition", "", "", List.of())),
                Optional.empty());

        assertThat(json(PipelineMetadataConverter.convert("web", job, null))).isEqualTo(JSON.readTree("""
                {"weatherScore": 60, "estimatedDurationInMillis": 1234,
                 "parameters": [
                   {"name": "ENV", "type": "choice", "value": "",
                    "defaultParameterValue": {"name": "ENV", "value": "test"}, "choices": ["test", "prod"]},
                   {"name": "KEY", "type": "password", "value": ""}],
                 "name": "web", "disabled": true}
                """));
    }

    @Test
    void theMetadataOfAMultiBranchPipelineWithOmittedBranches() throws IOException {
        BranchJob main = branch("main", Optional.empty());
        BranchJob request = branch("PR-1", Optional.of(new ChangeRequest("1", "", "", "")));
        Branches branches = new Branches(List.of(main, request), new Counts(3, 1, 2), new Counts(1, 0, 0));

        assertThat(json(PipelineMetadataConverter.convertBranches(spec(), branches, new BranchesAnnotation("", 1, 2))))
                .isEqualTo(JSON.readTree("""
                {"numberOfPipelines": 4,
                 "totalNumberOfBranches": 3, "numberOfFailingBranches": 1, "numberOfSuccessfulBranches": 2,
                 "totalNumberOfPullRequests": 1,
                 "branchNames": ["main"],
                 "scmSource": {"id": "git"}, "scriptPath": "ci/Jenkinsfile",
                 "branchesInBrief": 1, "branchesLeftOut": 2}
                """));
    }

    /**
     * Before a write, the operator compares this text with the annotation of the object. With another order of the
     * keys, it would write each object once.
     */
    @Test
    void theOrderOfTheKeysIsFixed() {
        JobSummary job = new JobSummary(
                100,
                OptionalLong.of(5),
                true,
                List.of(new JobParameter("A", "StringParameterDefinition", "what", "b", List.of("b", "c"))),
                Optional.empty());
        Branches branches =
                new Branches(List.of(branch("main", Optional.empty())), new Counts(3, 1, 2), new Counts(6, 4, 5));

        assertThat(PatchWriter.toJson(PipelineMetadataConverter.convert(
                                "web",
                                job,
                                PipelineMetadataConverter.convertBranches(
                                        spec(), branches, new BranchesAnnotation("", 1, 1))))
                        .toString())
                .isEqualTo(
                        ("{'weatherScore':100,'estimatedDurationInMillis':5,'parameters':[{'name':'A','type':'string',"
                                        + "'value':'','description':'what','defaultParameterValue':{'name':'A','value':'b'},"
                                        + "'choices':['b','c']}],'name':'web','disabled':true,'numberOfPipelines':9,"
                                        + "'totalNumberOfBranches':3,'numberOfFailingBranches':1,"
                                        + "'numberOfSuccessfulBranches':2,'totalNumberOfPullRequests':6,"
                                        + "'numberOfFailingPullRequests':4,'numberOfSuccessfulPullRequests':5,"
                                        + "'branchNames':['main'],'scmSource':{'id':'git'},'scriptPath':'ci/Jenkinsfile',"
                                        + "'branchesInBrief':1,'branchesLeftOut':8}")
                                .replace('\'', '"'));
    }

    private static JsonNode json(Object shape) throws IOException {
        return JSON.readTree(PatchWriter.toJson(shape).toString());
    }

    private static BranchJob branch(String name, Optional<ChangeRequest> request) {
        return new BranchJob(name, name, "", false, false, 100, List.of(), request, Optional.empty());
    }

    private static MultiBranchPipeline spec() {
        return Serialization.unmarshal(
                "name: web\nsource_type: git\nscript_path: ci/Jenkinsfile", MultiBranchPipeline.class);
    }
}
