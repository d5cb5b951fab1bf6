package io.jenkins.plugins.kubesphere.devops.testreport;

import io.jenkins.plugins.kubesphere.devops.testreport.AllowedSkipList.TestedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads the reports of a build, and reports tests that were skipped without permission. */
final class SkipChecker {
    private static final String LIST = "src/test/resources/allowed-skips.txt";
    /**
     * The folder with the reports of tests on a Jenkins that the build found itself. If {@code -Djenkins.war} is given,
     * the reports are in the usual folders.
     */
    private static final String FOUND_JENKINS_FOLDER = "failsafe-reports-jenkins";

    private final List<TestReport> embedded = new ArrayList<>();
    private final List<TestReport> real = new ArrayList<>();

    /**
     * Reads the reports.
     *
     * @param target output folder of the build
     * @param since start of the build
     * @param hadRealJenkins true if all tests had a real Jenkins
     */
    SkipChecker(Path target, FileTime since, boolean hadRealJenkins) throws IOException {
        List<TestReport> mainReports = hadRealJenkins ? real : embedded;
        mainReports.addAll(TestReport.readAll(target.resolve("surefire-reports"), since));
        mainReports.addAll(TestReport.readAll(target.resolve("failsafe-reports"), since));
        real.addAll(TestReport.readAll(target.resolve(FOUND_JENKINS_FOLDER), since));
    }

    /** Skipped tests that the list does not allow. */
    List<ReportedSkip> findForbiddenSkips(AllowedSkipList allowed) {
        return Stream.concat(
                        findForbiddenSkips(embedded, allowed, TestedEngine.EMBEDDED),
                        findForbiddenSkips(real, allowed, TestedEngine.REAL_JENKINS))
                .toList();
    }

    private static Stream<ReportedSkip> findForbiddenSkips(
            List<TestReport> reports, AllowedSkipList allowed, TestedEngine engine) {
        return reports.stream()
                .flatMap(report -> report.skipped().stream())
                .filter(test -> !allowed.allow(test, engine));
    }

    /**
     * The last line of the build.
     *
     * @param war the real Jenkins; empty if there was none
     */
    String summary(Optional<Path> war) throws IOException {
        Optional<String> version = war.isPresent() ? Optional.of(version(war.get())) : Optional.empty();
        return new TestReportSummary(version, embedded, real).text();
    }

    private static String version(Path war) throws IOException {
        try (JarFile jar = new JarFile(war.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Jenkins-Version"))
                    .orElseThrow(() -> new IOException(war + " is not a jenkins.war"));
        }
    }

    /**
     * Exits with 1 if a test was skipped without permission.
     *
     * @param arguments root of the checkout; the given war or an empty text; the found war or an empty text
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path target = root.resolve("target");
        Optional<Path> given = war(arguments[1]);
        Optional<Path> war = given.or(() -> war(arguments[2]));
        SkipChecker checker =
                new SkipChecker(target, Files.getLastModifiedTime(target.resolve("build-began")), given.isPresent());
        List<ReportedSkip> refused =
                checker.findForbiddenSkips(new AllowedSkipList(Files.readAllLines(root.resolve(LIST))));
        refused.forEach(test -> System.out.println(
                "A test was skipped without permission; run it, or add it to " + LIST + ": " + test));
        String summary = checker.summary(war);
        Files.writeString(target.resolve("test-summary.txt"), summary + "\n");
        System.out.println(summary);
        System.exit(refused.isEmpty() ? 0 : 1);
    }

    private static Optional<Path> war(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }
}
