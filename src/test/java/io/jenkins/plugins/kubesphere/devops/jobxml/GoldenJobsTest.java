package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>{@code -Dgolden.write=true} writes {@code created.xml} and those {@code *.repaired.xml} that there are; what Jenkins
 * wrote is never touched. A test that writes fails, so that nothing is green by writing down what it got: look at the
 * difference, and run it again without.
 */
class GoldenJobsTest {
    private static final Path CASES = Path.of("src/test/resources/io/jenkins/plugins/kubesphere/devops/jobxml")
            .toAbsolutePath();

    private static final List<String> FROM_JENKINS = List.of("saved", "form", "runs");

    /** What Jenkins encrypted in the documents of the cases, with a key that is gone. */
    private static final Map<String, String> ENCRYPTED = Map.of(
            "{AQAAABAAAAAQ1yosQkzrRA0FmGqZDmy3KUUFsOm8o0cMNQv8UdxWUTk=}", "s3cret",
            "{AQAAABAAAAAQBWi/TQl4cKAQi26M+FrTRUhdgV2EsdM//TxuH0N8hKI=}", "",
            "{AQAAABAAAAAQHqoFVEnnmQADItCfijmxdHPEHGVndVfJTlrLElWzBPo=}", "{not base64}",
            "{AQAAABAAAAAQlV6ye4Rq9SW7uK9RTN2gCHJYF/9rKc2HWKtMDIkgg68=}", "s3cret");

    private final RegularJob jobs = new RegularJob(new SavedSecrets());

    @ParameterizedTest
    @MethodSource("cases")
    void isMadeAsExpected(String name) {
        matches(jobs.create(request(name)).xml(), file(name, "created"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isLeftAloneOrPutRightAsExpected(String name, String document) {
        String current = read(file(name, document));
        JobDocument update = jobs.update(request(name), current);
        Path repaired = file(name, document + ".repaired");
        if (Files.exists(repaired)) {
            assertThat(update.changed()).isTrue();
            matches(update.xml(), repaired);
        } else {
            assertThat(update.xml()).isEqualTo(current);
            assertThat(update.changed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isLeftAloneOnceItIsRight(String name, String document) {
        JobRequest request = request(name);
        String right = jobs.update(request, read(file(name, document))).xml();
        assertThat(jobs.update(request, right).changed()).isFalse();
    }

    /** Else a case could lose its document, and its rows above with it, unseen. */
    @Test
    void sevenCasesWithThreeDocumentsOfJenkinsEach() throws IOException {
        assertThat(cases())
                .containsExactly("awkward", "bare", "both", "declarative", "full", "overruled", "properties");
        assertThat(documents()).hasSize(7 * FROM_JENKINS.size());
        try (Stream<Path> files = Files.walk(CASES)) {
            assertThat(files.map(file -> CASES.relativize(file).toString())
                            .filter(file -> file.endsWith(".repaired.xml")))
                    .containsExactlyInAnyOrder("awkward/form.repaired.xml", "overruled/runs.repaired.xml");
        }
    }

    @Test
    void aJenkinsfileThatSetsWhatTheSpecSetsIsNamedForAsLongAsItDoes() {
        JobRequest request = request("overruled");
        assertThat(overruled("overruled", "saved")).isEmpty();
        assertThat(overruled("overruled", "form")).isEmpty();
        assertThat(overruled("overruled", "runs"))
                .containsExactly("discarder", "disable_concurrent", "timer_trigger", "parameters/WHO");
        String repaired = read(file("overruled", "runs.repaired"));
        assertThat(jobs.update(request, repaired).overruled()).isEqualTo(overruled("overruled", "runs"));
    }

    @Test
    void aJenkinsfileThatSetsOtherThingsIsNotNamed() {
        Stream.of("both", "declarative", "properties", "full")
                .forEach(name -> assertThat(overruled(name, "runs")).as(name).isEmpty());
    }

    /** A browser sends the lines of a text area without the CR that the spec has; the script is the spec's again. */
    @Test
    void aFormThatChangedOurOwnElementsIsPutRightWithoutAWord() {
        assertThat(overruled("awkward", "form")).isEmpty();
        assertThat(Held.in(read(file("awkward", "form.repaired")), new SavedSecrets()))
                .isEqualTo(Held.of(request("awkward").spec().pipeline()));
    }

    private List<String> overruled(String name, String document) {
        return jobs.update(request(name), read(file(name, document))).overruled();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<Object[]> documents() throws IOException {
        return cases().stream()
                .flatMap(name -> FROM_JENKINS.stream().map(document -> new Object[] {name, document}))
                .toList();
    }

    private static JobRequest request(String name) {
        return Requests.of(Serialization.unmarshal(read(CASES.resolve(name).resolve("pipeline.yaml")), Pipeline.class));
    }

    private static Path file(String name, String document) {
        return CASES.resolve(name).resolve(document + ".xml");
    }

    private static void matches(String document, Path golden) {
        if (Boolean.getBoolean("golden.write")) {
            try {
                Files.writeString(golden, document);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            fail("wrote " + golden + "; look at the difference, and run the test without -Dgolden.write");
        }
        assertThat(document).isEqualTo(read(golden));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SavedSecrets implements SecretText {
        private final Scrambled ours = new Scrambled();

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
