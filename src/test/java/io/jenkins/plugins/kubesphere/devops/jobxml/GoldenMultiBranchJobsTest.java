package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares multi-branch jobs with golden files. Each case is a folder below {@code multibranch}, with the files that
 * {@link GoldenRegularJobsTest} explains, and {@code loaded.txt}: the job as Jenkins has it in memory, with the fields
 * of its form. The forms were saved without a connection to the hosts of the repositories.
 */
class GoldenMultiBranchJobsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("multibranch");
    private static final List<String> FROM_JENKINS = List.of("saved", "form");

    private final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    @ParameterizedTest
    @MethodSource("cases")
    void aNewJobEqualsItsFile(String name) {
        GOLDEN.assertMatches(jobs.create(GOLDEN.request(name)).xml(), GOLDEN.file(name, "created"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNewJobIsNotChangedAgain(String name) {
        JobRequest request = GOLDEN.request(name);
        RenderedJob again = jobs.update(request, jobs.create(request).xml());
        assertThat(again.changed()).isFalse();
        assertThat(again.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aSavedJobIsKeptOrRestoredAsExpected(String name, String document) {
        String current = GOLDEN.document(name, document);
        RenderedJob update = jobs.update(GOLDEN.request(name), current);
        Path repaired = GOLDEN.file(name, document + ".repaired");
        assertThat(update.conflicts()).isEmpty();
        if (Files.exists(repaired)) {
            assertThat(update.changed()).isTrue();
            GOLDEN.assertMatches(update.xml(), repaired);
        } else {
            assertThat(update.xml()).isEqualTo(current);
            assertThat(update.changed()).isFalse();
        }
    }

    /** If a file of a case were missing, the tests above would only have one row less. */
    @Test
    void eachSourceHasAMinimalAndAFullCase() throws IOException {
        assertThat(cases())
                .containsExactly(
                        "bitbucket-bare",
                        "bitbucket-full",
                        "git-bare",
                        "git-full",
                        "github-bare",
                        "github-full",
                        "gitlab-bare",
                        "gitlab-full",
                        "new-branches",
                        "single-svn-bare",
                        "single-svn-full",
                        "svn-bare",
                        "svn-full");
        assertThat(documents()).hasSize(cases().size() * FROM_JENKINS.size());
    }

    static List<String> cases() throws IOException {
        return GOLDEN.cases();
    }

    static List<Object[]> documents() throws IOException {
        return cases().stream()
                .flatMap(name -> FROM_JENKINS.stream()
                        .filter(document -> Files.exists(GOLDEN.file(name, document)))
                        .map(document -> new Object[] {name, document}))
                .toList();
    }
}
