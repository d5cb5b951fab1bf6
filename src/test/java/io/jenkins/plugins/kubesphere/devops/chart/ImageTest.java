package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.Checkout;
import io.jenkins.plugins.kubesphere.devops.hpi.Pom;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image is built from and the chart says agree with the POM. */
class ImageTest {

    @Test
    void itHasThePluginsThatThisOneDependsOnInTheVersionsItIsBuiltFor() throws Exception {
        Map<String, String> needed =
                versions(Stream.of(pom().property("hpi.dependencies").split(","))
                        .map(dependency -> dependency.replaceFirst(";.*", "")));

        assertThat(versions(read("plugins.txt").lines())).containsAllEntriesOf(needed);
    }

    @Test
    void itHasWhatTheChartConfigures() throws Exception {
        assertThat(versions(read("plugins.txt").lines())).containsKeys("configuration-as-code", "kubernetes");
    }

    @Test
    void itStandsOnTheBaseline() throws Exception {
        assertThat(read("Containerfile"))
                .containsPattern("(?m)^ARG JENKINS=jenkins/jenkins:" + Pattern.quote(pom().property("jenkins.baseline"))
                        + "\\.\\d+-lts-jdk\\d+$")
                .contains("target/kubesphere-devops.hpi", "plugins.txt");
        // The build sees nothing else of the checkout.
        assertThat(read(".dockerignore").lines()).contains("*", "!plugins.txt", "!target/kubesphere-devops.hpi");
    }

    @Test
    void theChartIsOfThisVersion() throws Exception {
        String version = pom().text("version").orElseThrow().replace("-SNAPSHOT", "");

        assertThat(first("(?m)^appVersion: \"(.+)\"$", read("chart/Chart.yaml")))
                .isEqualTo(version);
        assertThat(first("(?m)^version: (.+)$", read("chart/Chart.yaml"))).startsWith(version + ".");
    }

    private static Map<String, String> versions(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Pom pom() throws Exception {
        return Pom.of(Checkout.root().resolve("pom.xml"));
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern))
                .group(1);
    }

    private static String read(String file) throws Exception {
        return Files.readString(Checkout.root().resolve(file));
    }
}
