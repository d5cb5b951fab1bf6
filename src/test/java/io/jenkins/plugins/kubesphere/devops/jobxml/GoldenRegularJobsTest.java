package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContent;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.JobContentReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares regular jobs with golden files. Each case is a folder below {@code src/test/resources}, in this package:
 *
 * <ul>
 *   <li>{@code pipeline.yaml}: the resource
 *   <li>{@code created.xml}: the document that we render from it
 *   <li>{@code saved.xml}: that document after Jenkins 2.528.1 loaded and saved it
 *   <li>{@code form.xml}: the job after a person saved its configuration form without a change
 *   <li>{@code runs.xml}: the job in memory after ten runs, with the properties that its Jenkinsfile declares
 *   <li>{@code form.repaired.xml}, {@code runs.repaired.xml}: the document after our update of {@code form.xml} or
 *       {@code runs.xml}; if the file is missing, our update changes nothing
 * </ul>
 *
 * <p>Our files, {@code created.xml} and {@code *.repaired.xml}, can be written again; see {@link GoldenFiles}.
 */
class GoldenRegularJobsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("");

    private static final List<String> FROM_JENKINS = List.of("saved", "form", "runs");
    /** Cases without a runs.xml, because their Jenkinsfile declares nothing. */
    private static final Map<String, List<String>> WITHOUT_RUNS = Map.of("webhook", List.of("saved", "form"));

    /** Values that Jenkins encrypted in the documents of the cases, with a key that does not exist any more. */
    private static final Map<String, String> ENCRYPTED = Map.of(
            "{AQAAABAAAAAQ1yosQkzrRA0FmGqZDmy3KUUFsOm8o0cMNQv8UdxWUTk=}", "s3cret",
            "{AQAAABAAAAAQBWi/TQl4cKAQi26M+FrTRUhdgV2EsdM//TxuH0N8hKI=}", "",
            "{AQAAABAAAAAQHqoFVEnnmQADItCfijmxdHPEHGVndVfJTlrLElWzBPo=}", "{not base64}",
            "{AQAAABAAAAAQlV6ye4Rq9SW7uK9RTN2gCHJYF/9rKc2HWKtMDIkgg68=}", "s3cret");

    private final RegularJobRenderer jobs = new RegularJobRenderer(new SavedSecrets(), plugin -> true);

    @ParameterizedTest
    @MethodSource("cases")
    void aNewJobEqualsItsFile(String name) {
        GOLDEN.assertMatches(jobs.create(GOLDEN.request(name)).xml(), GOLDEN.file(name, "created"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aSavedJobIsKeptOrRestoredAsExpected(String name, String document) {
        String current = GOLDEN.document(name, document);
        RenderedJob update = jobs.update(GOLDEN.request(name), current);
        Path repaired = GOLDEN.file(name, document + ".repaired");
        if (Files.exists(repaired)) {
            assertThat(update.changed()).isTrue();
            GOLDEN.assertMatches(update.xml(), repaired);
        } else {
            assertThat(update.xml()).isEqualTo(current);
            assertThat(update.changed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aRestoredJobIsNotChangedAgain(String name, String document) {
        JobRequest request = GOLDEN.request(name);
        String right = jobs.update(request, GOLDEN.document(name, document)).xml();
        assertThat(jobs.update(request, right).changed()).isFalse();
    }

    /** If a file of a case were missing, the tests above would only have one row less. */
    @Test
    void eachCaseHasItsDocumentsOfJenkins() throws IOException {
        assertThat(cases())
                .containsExactly(
                        "awkward", "bare", "both", "conflicts", "declarative", "full", "properties", "webhook");
        assertThat(documents()).hasSize(7 * FROM_JENKINS.size() + 2);
        assertThat(GOLDEN.filesEndingWith(".repaired.xml"))
                .containsExactlyInAnyOrder("awkward/form.repaired.xml", "conflicts/runs.repaired.xml");
    }

    @Test
    void fieldsThatTheJenkinsfileAlsoSetsAreReportedAsConflicts() {
        JobRequest request = GOLDEN.request("conflicts");
        assertThat(conflicts("conflicts", "saved")).isEmpty();
        assertThat(conflicts("conflicts", "form")).isEmpty();
        assertThat(conflicts("conflicts", "runs"))
                .containsExactly("discarder", "disable_concurrent", "timer_trigger", "parameters/WHO");
        String repaired = GOLDEN.document("conflicts", "runs.repaired");
        assertThat(jobs.update(request, repaired).conflicts()).isEqualTo(conflicts("conflicts", "runs"));
    }

    @Test
    void otherFieldsOfTheJenkinsfileAreNotReported() {
        Stream.of("both", "declarative", "properties", "full")
                .forEach(name -> assertThat(conflicts(name, "runs")).as(name).isEmpty());
    }

    /** A browser sends the lines of a text area without the CR of the spec. The script of the spec is restored. */
    @Test
    void changesByASavedFormAreRevertedWithoutAReport() {
        assertThat(conflicts("awkward", "form")).isEmpty();
        assertThat(JobContentReader.read(GOLDEN.document("awkward", "form.repaired"), new SavedSecrets()))
                .isEqualTo(JobContent.fromSpec(GOLDEN.request("awkward").spec().pipeline()));
    }

    private List<String> conflicts(String name, String document) {
        return jobs.update(GOLDEN.request(name), GOLDEN.document(name, document))
                .conflicts();
    }

    static List<String> cases() throws IOException {
        return GOLDEN.cases();
    }

    static List<Object[]> documents() throws IOException {
        return cases().stream()
                .flatMap(name -> WITHOUT_RUNS.getOrDefault(name, FROM_JENKINS).stream()
                        .map(document -> new Object[] {name, document}))
                .toList();
    }

    private static final class SavedSecrets implements SecretEncryption {
        private final RandomizedEncryption ours = new RandomizedEncryption();

        @Override
        public String encrypt(String plain) {
            return ours.encrypt(plain);
        }

        @Override
        public Optional<String> decrypt(String stored) {
            return Optional.ofNullable(ENCRYPTED.get(stored)).or(() -> ours.decrypt(stored));
        }
    }
}
