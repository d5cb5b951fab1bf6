package io.jenkins.plugins.kubesphere.devops.hpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.fabric8.kubernetes.client.Version;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Checks that the .hpi of our build has the same content as one that maven-hpi-plugin creates. */
class HpiIT {
    private static final Path DECLARATIONS = Path.of("target/jenkins-api");
    private static final Path JAR = Path.of("target/kubesphere-devops.jar");
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String OWN = LIBRARIES + "kubesphere-devops.jar";

    private static JarArchive hpi;
    private static JarArchive own;

    @BeforeAll
    static void open() throws Exception {
        hpi = JarArchive.of(Files.readAllBytes(Path.of("target/kubesphere-devops.hpi")));
        own = hpi.inner(OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Short-Name: kubesphere-devops",
                "Long-Name: KubeSphere DevOps",
                "Extension-Name: kubesphere-devops",
                "Group-Id: io\\.jenkins\\.plugins",
                "Artifact-Id: kubesphere-devops",
                "Plugin-Version: \\d+\\.\\d+.*",
                "Implementation-Version: \\d+\\.\\d+.*",
                "Jenkins-Version: \\d+\\.\\d+(\\.\\d+)?",
                "Hudson-Version: \\d+\\.\\d+(\\.\\d+)?",
                "Minimum-Java-Version: 17",
                "Support-Dynamic-Loading: true",
                "Specification-Title: .{20,}",
                "Url: https://.+",
                "Plugin-License-Name: MIT",
                "Plugin-License-Url: https://.+",
                "Plugin-ScmConnection: scm:git:https://.+",
                "Plugin-ScmTag: .+",
                "Plugin-ScmUrl: https://.+",
                "Plugin-Dependencies: .+"
            })
    void manifestHas(String line) throws Exception {
        String name = line.substring(0, line.indexOf(": "));
        assertThat(hpi.manifest()).containsKey(name);
        assertThat(hpi.manifest().get(name)).as(name).matches(line.substring(name.length() + 2));
    }

    @Test
    void versionsInTheManifestAreEqual() throws Exception {
        assertThat(hpi.manifest().get("Implementation-Version"))
                .isEqualTo(hpi.manifest().get("Plugin-Version"));
        assertThat(hpi.manifest().get("Hudson-Version"))
                .isEqualTo(hpi.manifest().get("Jenkins-Version"));
    }

    /**
     * Jenkins reads from the manifest of the jar, not of the .hpi, whether a class belongs to a plugin and may be
     * persisted.
     */
    @Test
    void manifestIsThatOfTheJarInside() throws Exception {
        Map<String, String> manifest = new TreeMap<>(hpi.manifest());
        manifest.remove("Ant-Version");
        assertThat(own.manifest()).isEqualTo(manifest);
        assertThat(hpi.files().get(OWN)).isEqualTo(Files.readAllBytes(JAR));
    }

    @Test
    void dependenciesAreThoseThatPluginsTxtMarks() throws Exception {
        String[] dependencies = hpi.manifest().get("Plugin-Dependencies").split(",", -1);
        assertThat(dependencies)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(dependency -> dependency.matches("[a-z0-9-]+:\\d[\\w.-]*(;resolution:=optional)?"))
                .containsExactlyElementsOf(
                        PluginsTxt.read(Path.of("plugins.txt")).dependencies());
    }

    /** We compile with the libraries of the test class path, but run with those of the plugins. */
    @Test
    void libraryPluginsHaveTheVersionsThatWeCompileWith() throws Exception {
        assertThat(hpi.manifest().get("Plugin-Dependencies"))
                .contains("kubernetes-client-api:" + Version.clientVersion() + "-")
                .contains("jackson2-api:" + PackageVersion.VERSION + "-");
    }

    @Test
    void hasADescription() {
        assertThat(own.files()).containsKey("index.jelly");
        assertThat(new String(own.files().get("index.jelly"), UTF_8)).startsWith("<?jelly escape-by-default='true'?>");
    }

    @Test
    void theHpiContainsOnlyLibrariesAndLicences() {
        assertThat(hpi.files().keySet())
                .filteredOn(path -> !path.startsWith(LIBRARIES))
                .containsExactlyInAnyOrder(
                        "LICENSE.md",
                        "META-INF/MANIFEST.MF",
                        "META-INF/NOTICE",
                        "META-INF/licenses/Apache-2.0.txt",
                        "META-INF/licenses/Go License.txt",
                        "WEB-INF/licenses.xml");
    }

    @Test
    void theHpiContainsExactlyTheExpectedLibraries() {
        assertThat(hpi.files().keySet().stream().filter(path -> path.startsWith(LIBRARIES)))
                .allMatch(path -> path.matches(LIBRARIES + "[^/]+\\.jar"))
                .map(path -> path.substring(LIBRARIES.length()).replaceFirst("(-\\d[\\w.]*)?\\.jar$", ""))
                .containsExactlyInAnyOrder("kubesphere-devops", "operator-framework-core", "java-diff-utils", "re2j");
    }

    @Test
    void theHpiContainsNoLibraryOfJenkins() throws Exception {
        Set<String> declared;
        try (Stream<Path> files = Files.walk(DECLARATIONS)) {
            declared = files.map(
                            file -> DECLARATIONS.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".class"))
                    .collect(Collectors.toSet());
        }
        assertThat(declared).contains("hudson/Extension.class");
        for (String library : libraries()) {
            assertThat(hpi.inner(library).files().keySet())
                    .as(library)
                    .doesNotContainAnyElementsOf(declared)
                    .noneMatch(path -> path.matches("(hudson|jenkins|jakarta|javax|org/(kohsuke|jenkinsci|slf4j)"
                            + "|io/fabric8|com/(fasterxml|cloudbees)|net/java/sezpoz)/.*"));
        }
    }

    @Test
    void classesRunOnTheOldestSupportedJava() throws Exception {
        for (String library : libraries()) {
            hpi.inner(library).classes().forEach((name, bytes) -> {
                assertThat(new ClassReader(bytes).readUnsignedShort(6)).as(name).isLessThanOrEqualTo(Opcodes.V17);
            });
        }
    }

    private static Set<String> libraries() {
        return hpi.files().keySet().stream()
                .filter(path -> path.startsWith(LIBRARIES))
                .collect(Collectors.toSet());
    }

    /** Jenkins does not find an extension that is missing in the index, and does not report it. */
    @Test
    void indexListsEveryExtension() throws Exception {
        Set<String> indexed = new TreeSet<>();
        URL[] path = {DECLARATIONS.toUri().toURL(), JAR.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, Index.class.getClassLoader())) {
            for (IndexItem<?, ?> item : Index.load(
                    loader.loadClass("hudson.Extension").asSubclass(java.lang.annotation.Annotation.class),
                    Object.class,
                    loader)) {
                indexed.add(item.className());
            }
        }
        assertThat(own.files()).containsKey("META-INF/annotations/hudson.Extension");
        assertThat(indexed)
                .isEqualTo(AnnotatedClassFinder.classes(
                        "hudson.Extension", own.classes().values()))
                .contains("io.jenkins.plugins.kubesphere.devops.jenkins.JenkinsLifecycleListener");
    }

    /**
     * Jenkins also finds its initializers and terminators only through an index. That index is a text file with one
     * class name in each line.
     */
    @ParameterizedTest
    @ValueSource(strings = {"hudson.init.Initializer", "hudson.init.Terminator"})
    void indexListsEveryMilestone(String annotation) {
        byte[] index = own.files().getOrDefault("META-INF/annotations/" + annotation, new byte[0]);
        assertThat(new String(index, UTF_8).lines())
                .containsExactlyInAnyOrderElementsOf(
                        AnnotatedClassFinder.classes(annotation, own.classes().values()));
    }
}
