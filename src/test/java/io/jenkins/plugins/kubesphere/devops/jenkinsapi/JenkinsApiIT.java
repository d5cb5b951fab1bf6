package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.ComparisonRecord;
import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.DeclarationHash;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the declarations and our byte code with a real Jenkins. The system property {@code jenkins.war} names its
 * war; without it, the test is skipped. {@code jenkins.plugins} names a folder of .hpi files. If there is no
 * difference, the test writes src/jenkins-api/verified.txt, unless {@code jenkins.verified} is {@code read}.
 */
@EnabledIfSystemProperty(named = JenkinsApiIT.WAR, matches = ".+", disabledReason = "no real Jenkins was given")
class JenkinsApiIT {
    static final String WAR = "jenkins.war";
    private static final String PLUGINS = "jenkins.plugins";
    private static final Path TARGET = Path.of("target");
    private static final String JAR = "kubesphere-devops.jar";

    @Test
    void declarationsAndByteCodeFitTheRealJenkins(@TempDir Path work) throws Exception {
        Optional<Path> plugins = Optional.ofNullable(System.getProperty(PLUGINS))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        try (UnpackedJenkins jenkins = new UnpackedJenkins(Path.of(System.getProperty(WAR)), plugins, work)) {
            JenkinsApiComparison comparison = JenkinsApiComparison.compare(artifacts(), jenkins);
            if (!comparison.findings().isEmpty()) {
                fail(comparison.report());
            }
            ComparisonRecord verified = comparison
                    .toRecord(DeclarationHash.hash(DeclarationHash.SOURCES))
                    .orElseThrow();
            if (!System.getProperty("jenkins.verified", "write").equals("read")) {
                Files.writeString(ComparisonRecord.FILE, verified.text());
            }
        }
    }

    private static JenkinsApiComparison.PluginArtifacts artifacts() throws Exception {
        List<Path> bundledJars;
        try (Stream<Path> jars = Files.list(TARGET.resolve("hpi/WEB-INF/lib"))) {
            bundledJars = jars.filter(jar -> !jar.endsWith(JAR)).sorted().toList();
        }
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new JenkinsApiComparison.PluginArtifacts(
                TARGET.resolve("jenkins-api"),
                classPath,
                TARGET.resolve("classes"),
                bundledJars,
                PluginFile.read(TARGET.resolve(JAR)));
    }
}
