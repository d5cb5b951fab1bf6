package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
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
 * One folder for each case below {@code src/test/resources}, in this package:
 *
 * <ul>
 *   <li>{@code pipeline.yaml}: the resource
 *   <li>{@code created.xml}: the document that we make of it
 *   <li>{@code saved.xml}: that document after Jenkins 2.528.1 loaded and saved it
 *   <li>{@code form.xml}: after a person saved the job's configuration form with nothing changed in it
 *   <li>{@code runs.xml}: the job in memory after ten runs, so with what the Jenkinsfile declares
 *   <li>{@code form.repaired.xml}, {@code runs.repaired.xml}: what we make of those; where there is none, we leave the
 *       job alone
 * </ul>
 *
 * <p>Ours, {@code created.xml} and those {@code *.repaired.xml} that there are, can be written; see {@link GoldenFiles}.
 */
class GoldenJobsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("");

    private static final List<String> FROM_JENKINS = List.of("saved", "form", "runs");
    /** Its Jenkinsfile declares nothing, so there is no runs.xml. */
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
        GOLDEN.matches(jobs.create(GOLDEN.request(name)).xml(), GOLDEN.file(name, "created"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aSavedJobIsKeptOrRestoredAsExpected(String name, String document) {
        String current = GOLDEN.document(name, document);
        JobDocument update = jobs.update(GOLDEN.request(name), current);
        Path repaired = GOLDEN.file(name, document + ".repaired");
        if (Files.exists(repaired)) {
            assertThat(update.changed()).isTrue();
            GOLDEN.matches(update.xml(), repaired);
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

    /** Otherwise a document of a case, and with it a row of the tests above, could be lost without notice. */
    @Test
    void eachCaseHasItsDocumentsOfJenkins() throws IOException {
        assertThat(cases())
                .containsExactly(
                        "awkward", "bare", "both", "declarative", "full", "overruled", "properties", "webhook");
        assertThat(documents()).hasSize(7 * FROM_JENKINS.size() + 2);
        assertThat(GOLDEN.files(".repaired.xml"))
                .containsExactlyInAnyOrder("awkward/form.repaired.xml", "overruled/runs.repaired.xml");
    }

    @Test
    void fieldsThatTheJenkinsfileAlsoSetsAreReportedWhileItSetsThem() {
        JobRequest request = GOLDEN.request("overruled");
        assertThat(overruled("overruled", "saved")).isEmpty();
        assertThat(overruled("overruled", "form")).isEmpty();
        assertThat(overruled("overruled", "runs"))
                .containsExactly("discarder", "disable_concurrent", "timer_trigger", "parameters/WHO");
        String repaired = GOLDEN.document("overruled", "runs.repaired");
        assertThat(jobs.update(request, repaired).overruled()).isEqualTo(overruled("overruled", "runs"));
    }

    @Test
    void otherFieldsOfTheJenkinsfileAreNotReported() {
        Stream.of("both", "declarative", "properties", "full")
                .forEach(name -> assertThat(overruled(name, "runs")).as(name).isEmpty());
    }

    /** A browser sends the lines of a text area without the CR of the spec. The script of the spec is restored. */
    @Test
    void changesByASavedFormAreRevertedWithoutAReport() {
        assertThat(overruled("awkward", "form")).isEmpty();
        assertThat(ExpectedJobContent.in(GOLDEN.document("awkward", "form.repaired"), new SavedSecrets()))
                .isEqualTo(
                        ExpectedJobContent.of(GOLDEN.request("awkward").spec().pipeline()));
    }

    private List<String> overruled(String name, String document) {
        return jobs.update(GOLDEN.request(name), GOLDEN.document(name, document))
                .overruled();
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
