package io.jenkins.plugins.kubesphere.devops.testreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.hpi.Pom;
import io.jenkins.plugins.kubesphere.devops.realjenkins.FakePluginAndWarFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipCheckerTest {
    private static final FileTime STARTED_AT = FileTime.from(Instant.now().minusSeconds(60));
    private static final AllowedSkipList LIST = new AllowedSkipList(List.of(
            "# a comment",
            "[on both]",
            "RootTest#reads: root reads",
            "",
            "[without a real Jenkins]",
            "LoopIT: needs a real Jenkins",
            "WholeIT: needs a real Jenkins",
            "[on a real Jenkins]",
            "PluginIT: needs the plugins"));
    private static final String NEEDS =
            "<skipped message=\"org.opentest4j.TestAbortedException: Assumption failed: needs a real Jenkins: -Djenkins.war\"/>";

    @TempDir
    Path target;

    @Test
    void listedTestsMayBeSkipped() throws IOException {
        report(
                "surefire-reports",
                "RootTest",
                "runs",
                "",
                "reads",
                "<skipped><![CDATA[root reads everything\n\tat]]></skipped>");
        report("failsafe-reports", "LoopIT", "loops(String)[1]", NEEDS);
        report("failsafe-reports", "WholeIT");

        assertThat(refused(false)).isEmpty();
    }

    @Test
    void otherSkippedTestsAreReportedWithTheirReason() throws IOException {
        report("surefire-reports", "RootTest", "writes", "<skipped message=\"root reads everything\"/>");
        report("failsafe-reports", "LoopIT", "loops", "<skipped message=\"needs git\"/>");
        report("failsafe-reports", "NewIT", "loops(String)[2]", NEEDS);
        report("failsafe-reports", "OtherIT");

        assertThat(refused(false))
                .containsExactly(
                        "RootTest#writes: root reads everything",
                        "LoopIT#loops: needs git",
                        "NewIT#loops: needs a real Jenkins: -Djenkins.war",
                        "OtherIT");
    }

    @Test
    void testsMayNotBeSkippedForAMissingJenkinsIfJenkinsIsPresent() throws IOException {
        report("failsafe-reports", "LoopIT", "loops", NEEDS);
        assertThat(refused(false)).isEmpty();
        assertThat(refused(true)).hasSize(1);

        report("failsafe-reports-jenkins", "WholeIT");
        report(
                "failsafe-reports-jenkins",
                "PluginIT",
                "loops",
                "<skipped message=\"needs the plugins x in /plugins\"/>");
        assertThat(refused(false)).containsExactly("WholeIT");
    }

    @Test
    void reportsOfAnEarlierBuildAreIgnored() throws IOException {
        report("failsafe-reports", "NewIT", "loops", NEEDS);
        Files.setLastModifiedTime(
                target.resolve("failsafe-reports/TEST-org.example.NewIT.xml"),
                FileTime.from(Instant.now().minusSeconds(3600)));

        assertThat(refused(false)).isEmpty();
    }

    @Test
    void theLastLineNamesTheJenkinsAndItsTests() throws IOException {
        report("surefire-reports", "RootTest", "runs", "", "writes", "");
        report("failsafe-reports", "LoopIT", "loops", NEEDS, "stops", NEEDS);
        report("failsafe-reports", "WholeIT");
        assertThat(new SkipChecker(target, STARTED_AT, false).summary(Optional.empty()))
                .isEqualTo("2 tests ran, 3 skipped. No real Jenkins was used."
                        + " Not run on a real Jenkins: LoopIT, WholeIT.");

        report("failsafe-reports-jenkins", "LoopIT", "loops", "", "stops", "");
        Path war = FakePluginAndWarFactory.war(target.resolve("jenkins.war"), "2.528.1", SkipCheckerTest.class);
        assertThat(new SkipChecker(target, STARTED_AT, false).summary(Optional.of(war)))
                .isEqualTo(
                        "4 tests ran, 3 skipped. On Jenkins 2.528.1: LoopIT." + " Not run on a real Jenkins: WholeIT.");
    }

    @Test
    void aLineThatIsNotAnEntryIsRefused() {
        assertThatThrownBy(() -> new AllowedSkipList(List.of("[on both]", "LoopIT")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"LoopIT\" is not an entry of the list; write Class: reason");
        assertThatThrownBy(() -> new AllowedSkipList(List.of("LoopIT: needs git")))
                .hasMessageContaining("below one of");
    }

    /** A renamed test would be skipped, or not run on a real Jenkins, and nobody would notice. */
    @Test
    void listAndPomNameExistingTests() throws Exception {
        Path root = RepositoryRoot.root();
        AllowedSkipList list =
                new AllowedSkipList(Files.readAllLines(root.resolve("src/test/resources/allowed-skips.txt")));
        List<String> included = Pom.read(root.resolve("pom.xml"))
                .all("build/plugins/plugin/executions/execution/configuration/includes/include");
        try (Stream<Path> sources = Files.walk(root.resolve("src/test/java"))) {
            List<String> names = sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .collect(Collectors.toList());
            assertThat(names)
                    .containsAll(
                            list.types().stream().map(type -> type + ".java").toList());
            assertThat(included).isNotEmpty().allSatisfy(include -> assertThat(names)
                    .contains(include.replace("**/", "")));
        }
    }

    private void report(String folder, String type, String... cases) throws IOException {
        StringBuilder text = new StringBuilder("<testsuite name=\"org.example." + type + "\"><properties/>");
        for (int i = 0; i < cases.length; i += 2) {
            text.append("<testcase classname=\"org.example." + type + "\" name=\"" + cases[i] + "\">" + cases[i + 1]
                    + "</testcase>");
        }
        Files.writeString(
                Files.createDirectories(target.resolve(folder)).resolve("TEST-org.example." + type + ".xml"),
                text + "</testsuite>");
    }

    private List<String> refused(boolean given) throws IOException {
        return new SkipChecker(target, STARTED_AT, given)
                .findForbiddenSkips(LIST).stream().map(ReportedSkip::toString).toList();
    }
}
