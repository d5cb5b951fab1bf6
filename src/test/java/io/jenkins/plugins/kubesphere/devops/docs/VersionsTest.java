package io.jenkins.plugins.kubesphere.devops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.hpi.PluginsTxt;
import io.jenkins.plugins.kubesphere.devops.hpi.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that docs/versions.md has the versions that the build, the image and the tests use. */
class VersionsTest {
    private static final String PLUGINS = "Plugins of Jenkins";

    /** Only plugins.txt has the versions of the image: a table of them would be a copy. */
    @Test
    void pluginsAreThoseOfTheImage() throws Exception {
        assertThat(rows(PLUGINS).stream().map(row -> row.get(0)))
                .doesNotHaveDuplicates()
                .isSubsetOf(plugins().versions().keySet())
                .contains("git", "kubernetes", "configuration-as-code");
        assertThat(versions("Plugins of webhooks and branch sources", "git")).isEqualTo(versions(PLUGINS, "git"));
    }

    @Test
    void neededPluginsAreThoseWithoutWhichJenkinsDoesNotLoadThePlugin() throws Exception {
        assertThat(rows(PLUGINS).stream()
                        .filter(row -> row.get(2).startsWith("needed"))
                        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1))))
                .isEqualTo(plugins().needed());
    }

    @Test
    void jenkinsVersionEqualsThatOfTheDeclarations() throws Exception {
        assertThat(versions("What it runs on", "Jenkins"))
                .startsWith(pom().property("jenkins.baseline"), find("src/jenkins-api/verified.txt", "^jenkins (.+)$"));
        assertThat(read("docs/install.md"))
                .contains("| Jenkins | compiled against " + pom().property("jenkins.baseline") + ", Java "
                        + pom().property("maven.compiler.release") + "; ");
        assertThat(versions("What it runs on", "Java"))
                .startsWith(pom().property("maven.compiler.release"))
                .contains(find("Containerfile", "^ARG JENKINS=.+jdk(\\d+)$"));
        assertThat(versions("What it runs on", "image")).containsExactly(find("Containerfile", "^ARG JENKINS=(.+)$"));
    }

    @Test
    void kubernetesVersionEqualsThatOfTheTests() {
        String goMod = "src/trial/control-plane/go.mod";
        String api = find(goMod, "^\\tk8s\\.io/kubernetes v(\\S+)$");
        assertThat(versions("What it runs on", "Kubernetes API")).startsWith(api);
        assertThat(versions("What it is used with", "kubectl"))
                .containsExactly(find(goMod, "^\\tk8s\\.io/kubectl v0(\\S+)$").replaceFirst("^", "1"));
        assertThat(versions("What it is used with", "Go")).containsExactly(find(goMod, "^go (\\S+)$"));
        assertThat(versions("What it is used with", "Helm"))
                .startsWith(find("src/trial/helm/go.mod", "helm\\.sh/helm/v4 v(\\S+)"));
        String oldest = find("chart/Chart.yaml", "^kubeVersion: \">=([0-9]+\\.[0-9]+)");
        assertThat(rows("What it runs on"))
                .anySatisfy(row -> assertThat(row.get(1)).startsWith(oldest + " to "));
        assertThat(read("docs/install.md")).contains("| Kubernetes | " + oldest + " or newer |");
    }

    @Test
    void librariesAreThoseOfTheBuild() throws Exception {
        assertThat(versions("Libraries", "Java Operator SDK"))
                .containsExactly(pom().property("operator-framework.version"));
        assertThat(versions("Libraries", "RE2/J")).containsExactly(pom().property("re2j.version"));
        assertThat(versions("Libraries", "java-diff-utils"))
                .containsExactly(find(
                        "src/main/webapp/WEB-INF/licenses.xml",
                        "artifactId=\"java-diff-utils\"\\s+version=\"([^\"]+)\""));
        assertThat(versions("Libraries", "RE2/J")).containsExactly(pom().property("re2j.version"));
        assertThat(versions("Libraries", "Kubernetes client (fabric8)"))
                .containsExactly(pom().property("fabric8.version"));
        assertThat(versions("Libraries", "Jackson")).containsExactly(pom().property("jackson.version"));
        assertThat(versions("What it is used with", "Maven"))
                .containsExactly(find("pom.xml", "<version>\\[(3[^,]+),\\)</version>"));
    }

    /** Returns the rows of the table below a heading. The columns are part, version and state. */
    private static List<List<String>> rows(String heading) {
        String document = read("docs/versions.md");
        int from = document.indexOf("\n## " + heading + "\n");
        assertThat(from).as(heading).isPositive();
        int to = document.indexOf("\n## ", from + 1);
        return document.substring(from, to < 0 ? document.length() : to)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| --- "))
                .skip(1)
                .map(line -> Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String find(String file, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(read(file));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return matcher.group(1);
    }

    private static List<String> versions(String heading, String part) {
        return rows(heading).stream()
                .filter(row -> row.get(0).equals(part))
                .map(row -> row.get(1))
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(RepositoryRoot.root().resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PluginsTxt plugins() throws Exception {
        return PluginsTxt.read(RepositoryRoot.root().resolve("plugins.txt"));
    }

    private static Pom pom() throws Exception {
        return Pom.read(RepositoryRoot.root().resolve("pom.xml"));
    }
}
