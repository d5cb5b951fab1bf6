package io.jenkins.plugins.kubesphere.devops.hpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.hpi.Pom.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the two builds of the plugin: pom.xml needs only Maven Central; jenkinsci/pom.xml uses the parent POM of the
 * Jenkins project.
 */
class PomsAgreeTest {
    private static final Path MAIN = Path.of("pom.xml");
    private static final Path JENKINSCI = Path.of("jenkinsci/pom.xml");
    private static final Pattern SOURCES = Pattern.compile("(?:[./]|\\.\\./|basedir}/)(src/[\\w/-]+)");

    private static Pom main;
    private static Pom jenkinsci;

    @BeforeAll
    static void read() throws Exception {
        main = Pom.read(MAIN);
        jenkinsci = Pom.read(JENKINSCI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupId",
                "artifactId",
                "version",
                "name",
                "description",
                "url",
                "inceptionYear",
                "licenses/license/name",
                "licenses/license/url",
                "licenses/license/distribution",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "properties/jenkins.baseline",
                "properties/project.build.outputTimestamp"
            })
    void elementIsEqualInBothPoms(String path) {
        assertThat(main.text(path)).as(path + " in " + MAIN).isPresent();
        assertThat(jenkinsci.text(path)).as(path + " in " + JENKINSCI).isEqualTo(main.text(path));
    }

    @Test
    void baselineIsTheFirstOfItsLine() {
        assertThat(jenkinsci.property("jenkins.version")).isEqualTo(main.property("jenkins.baseline") + ".1");
    }

    /**
     * Both builds compile the same sources. Only pom.xml also compiles the declarations of the Jenkins API
     * (src/jenkins-api); jenkinsci/pom.xml uses Jenkins itself.
     */
    @Test
    void bothCompileTheSameSourcesAndOnlyPomXmlTheDeclarations() throws Exception {
        String text = Files.readString(JENKINSCI).replace("${project.basedir}/../", "./");
        Set<String> named = SOURCES.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .containsExactly(
                        "src/jenkins-test/java",
                        "src/main/java",
                        "src/main/resources",
                        "src/main/webapp",
                        "src/test/java",
                        "src/test/resources");
        assertThat(jenkinsci.text("build/sourceDirectory")).hasValue("${project.basedir}/../src/main/java");
        assertThat(jenkinsci.all("build/resources/resource/directory"))
                .containsExactly("${project.basedir}/../src/main/resources");
        assertThat(main.all(
                        "build/plugins/plugin/executions/execution/configuration/compileSourceRoots/compileSourceRoot"))
                .as("compiled by themselves, into folders that are not packaged")
                .containsExactly("${project.basedir}/src/jenkins-api/java", "${project.basedir}/src/jenkins-test/java");
        assertThat(main.all("build/plugins/plugin/executions/execution/configuration/outputDirectory"))
                .contains("${project.build.directory}/jenkins-api", "${project.build.directory}/jenkins-test")
                .noneMatch(folder -> folder.contains("project.build.outputDirectory"));
        for (String element : List.of("build/sourceDirectory", "build/resources", "build/directory")) {
            assertThat(main.text(element)).as(element + " of " + MAIN).isEmpty();
        }
        assertThat(jenkinsci.text("build/directory")).isEmpty();
    }

    @Test
    void bundledLibrariesAreTheSame() {
        assertThat(bundledDependencies(jenkinsci))
                .isEqualTo(bundledDependencies(main))
                .isNotEmpty();
        assertThat(bundledDependencies(main).stream().map(Dependency::artifactId))
                .isSubsetOf(jenkinsci.property("hpi.bundledArtifacts").split(","));
    }

    private static Set<Dependency> bundledDependencies(Pom pom) {
        return pom.dependencies().stream()
                .filter(dependency -> dependency.scope().equals("compile")
                        && dependency.version().isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * Does not compare versions: only the build with {@code jenkinsci/pom.xml} knows the versions of the BOM, and its
     * DependencyVersionsAgreeTest checks them.
     */
    @Test
    void pluginsAreTheSame() throws Exception {
        Set<String> plugins = jenkinsci.dependencies().stream()
                .filter(dependency -> dependency.scope().equals("compile")
                        && dependency.version().isEmpty())
                .map(dependency -> dependency.artifactId() + (dependency.optional() ? ";resolution:=optional" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(plugins)
                .containsExactlyInAnyOrderElementsOf(PluginsTxt.read(Path.of("plugins.txt")).dependencies().stream()
                        .map(dependency -> dependency.replaceFirst(":[^;]+", ""))
                        .toList());
    }

    /** Jenkins and its plugins provide these libraries. With another scope, the .hpi would contain them, too. */
    @Test
    void providedLibrariesAreOnlyInPomXml() {
        Set<String> provided = main.dependencies().stream()
                .filter(dependency -> dependency.scope().equals("provided"))
                .map(Dependency::coordinates)
                .collect(Collectors.toSet());
        assertThat(provided).contains("io.fabric8:kubernetes-client");
        assertThat(jenkinsci.dependencies().stream().map(Dependency::coordinates))
                .doesNotContainAnyElementsOf(provided);
    }

    @Test
    void testLibrariesOfBothHaveOneVersion() {
        Map<String, Dependency> ofMain = main.dependencies().stream()
                .filter(dependency -> dependency.scope().equals("test"))
                .collect(Collectors.toMap(Dependency::coordinates, dependency -> dependency));
        assertThat(jenkinsci.dependencies().stream()
                        .filter(dependency -> dependency.scope().equals("test")
                                && dependency.version().isPresent()))
                .isNotEmpty()
                .allSatisfy(dependency ->
                        assertThat(ofMain.get(dependency.coordinates())).isEqualTo(dependency));
    }

    @Test
    void onlyJenkinsciNeedsMoreThanMavenCentral() {
        assertThat(main.all("repositories")).isEmpty();
        assertThat(main.all("pluginRepositories")).isEmpty();
        assertThat(jenkinsci.all("repositories/repository/url")).hasSize(1);
        assertThat(jenkinsci.all("pluginRepositories/pluginRepository/url"))
                .isEqualTo(jenkinsci.all("repositories/repository/url"));
        assertThat(jenkinsci.text("parent/relativePath")).hasValue("");
    }
}
