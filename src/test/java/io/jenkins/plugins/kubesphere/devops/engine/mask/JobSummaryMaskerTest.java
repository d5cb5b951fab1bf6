package io.jenkins.plugins.kubesphere.devops.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobSummaryMaskerTest {
    private static final Counts NONE = new Counts(0, 0, 0);

    /** A masked default value or choice would be given to the next run. */
    @Test
    void defaultsAndChoicesWithASecretAreLeftOut() {
        List<JobParameter> parameters = List.of(
                new JobParameter("A", "StringParameterDefinition", "not hunter22", "is hunter22", List.of()),
                new JobParameter("B", "ChoiceParameterDefinition", "", "test\n", List.of("test\n", "hunter22")),
                new JobParameter("hunter22", "StringParameterDefinition", "", "", List.of()),
                new JobParameter("URL", "StringParameterDefinition", "", "https://bob:x@example.com", List.of()),
                new JobParameter("REPO", "StringParameterDefinition", "", "ssh://git@example.com/x", List.of()));

        assertThat(mask(summary(parameters, Optional.empty()), "hunter22").parameters())
                .containsExactly(
                        new JobParameter("A", "StringParameterDefinition", "not ****", "", List.of()),
                        new JobParameter("B", "ChoiceParameterDefinition", "", "test\n", List.of("test\n")),
                        new JobParameter("URL", "StringParameterDefinition", "", "", List.of()),
                        new JobParameter(
                                "REPO", "StringParameterDefinition", "", "ssh://git@example.com/x", List.of()));
    }

    @Test
    void aValueThatIsTooLongToSearchIsLeftOut() {
        String large = "x".repeat(SecretMask.MAX_LINE_LENGTH + 1);
        List<JobParameter> parameters = List.of(new JobParameter("A", "TextParameterDefinition", "", large, List.of()));

        assertThat(mask(summary(parameters, Optional.empty()), "hunter22")
                        .parameters()
                        .get(0)
                        .defaultValue())
                .isEmpty();
    }

    /** Clients find a branch by its name. */
    @Test
    void textsOfBranchesAreMaskedAndTheirNamesAreNot() {
        BranchJob branch = new BranchJob(
                "feat%2Fhunter22",
                "feat/hunter22",
                "https://bob:x@example.com/feat",
                false,
                false,
                100,
                List.of(new JobParameter("A", "StringParameterDefinition", "hunter22", "", List.of())),
                Optional.of(new ChangeRequest("7", "alice", "fix hunter22", "https://example.com/7")),
                Optional.of(new LastBuild(
                        1, RunResult.SUCCESS, Instant.EPOCH, Optional.of(Instant.EPOCH), List.of("for hunter22"))));

        BranchJob masked = mask(summary(List.of(), Optional.of(new Branches(List.of(branch), NONE, NONE))), "hunter22")
                .branches()
                .orElseThrow()
                .listed()
                .get(0);

        assertThat(masked.rawName()).isEqualTo("feat/hunter22");
        assertThat(masked.url()).isEqualTo("https://****@example.com/feat");
        assertThat(masked.parameters().get(0).description()).isEqualTo("****");
        assertThat(masked.changeRequest().orElseThrow().title()).isEqualTo("fix ****");
        assertThat(masked.lastBuild().orElseThrow().causes()).containsExactly("for ****");
    }

    @Test
    void textsAreLeftOutIfTheyCannotBeMasked() {
        List<JobParameter> parameters =
                List.of(new JobParameter("", "ChoiceParameterDefinition", "of it", "a", List.of("a", "b")));

        JobSummary masked = JobSummaryMasker.mask(summary(parameters, Optional.empty()), Optional::empty);

        assertThat(masked.parameters())
                .containsExactly(new JobParameter("", "ChoiceParameterDefinition", "", "", List.of()));
    }

    @Test
    void noMaskIsCreatedForASummaryWithoutText() {
        AtomicInteger asked = new AtomicInteger();

        JobSummaryMasker.mask(summary(List.of(), Optional.empty()), () -> {
            asked.incrementAndGet();
            return Optional.empty();
        });

        assertThat(asked).hasValue(0);
    }

    private static JobSummary summary(List<JobParameter> parameters, Optional<Branches> branches) {
        return new JobSummary(100, OptionalLong.empty(), false, parameters, branches);
    }

    private static JobSummary mask(JobSummary summary, String secret) {
        return JobSummaryMasker.mask(summary, () -> SecretMask.of(List.of(secret)));
    }
}
