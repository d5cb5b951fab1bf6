package io.jenkins.plugins.kubesphere.devops.hpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Checks that the .hpi lists each bundled library with its version, and contains its licence and its notice. */
class LicensesIT {
    private static final String LIST = "WEB-INF/licenses.xml";
    private static final String NOTICE = "META-INF/NOTICE";
    private static JarArchive hpi;

    /** What the text of each licence has. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "Apache-2.0", List.of("Apache License", "Version 2.0, January 2004", "APPENDIX"),
            "Go License", List.of("Copyright (c) 2009 The Go Authors", "Redistribution and use", "AS IS"));

    /** Its jar does not say its coordinates. */
    private static final Pattern RE2J = Pattern.compile("re2j-([0-9.]+)\\.jar$");

    /** The bundled libraries of third parties, by {@code group:artifact:version}. */
    private static final Map<String, JarArchive> BUNDLED = new TreeMap<>();

    @BeforeAll
    static void open() throws Exception {
        hpi = JarArchive.of(Files.readAllBytes(Path.of("target/kubesphere-devops.hpi")));
        for (String path : hpi.files().keySet()) {
            if (path.endsWith(".jar") && !path.endsWith("/kubesphere-devops.jar")) {
                JarArchive jar = hpi.inner(path);
                BUNDLED.put(coordinates(path, jar), jar);
            }
        }
        assertThat(BUNDLED).isNotEmpty();
    }

    /** If this fails after an update, check the licence of the new version, and then update the list. */
    @Test
    void listNamesEachBundledLibraryWithItsVersion() throws Exception {
        assertThat(listed().keySet()).as(LIST).isEqualTo(BUNDLED.keySet());
    }

    @Test
    void textOfEachLicenceIsThere() throws Exception {
        listed().values().forEach(licence -> {
            String path = "META-INF/licenses/" + licence + ".txt";
            assertThat(hpi.files()).containsKey(path);
            assertThat(text(path)).as(path).contains(TEXTS.get(licence));
        });
        assertThat(text("LICENSE.md")).contains("MIT License");
    }

    /** The Apache License requires the notices of the libraries that have one. */
    @Test
    void theNoticeContainsTheNoticesOfAllLibraries() {
        BUNDLED.forEach((coordinates, jar) -> {
            assertThat(text(NOTICE)).as(coordinates).contains(coordinates.split(":", -1)[1]);
            jar.files().forEach((path, bytes) -> {
                if (path.matches("(META-INF/)?NOTICE(\\.\\w+)?")) {
                    assertThat(text(NOTICE)).as(coordinates).contains(new String(bytes, UTF_8).strip());
                }
            });
        });
    }

    private static String coordinates(String path, JarArchive jar) throws Exception {
        Matcher re2j = RE2J.matcher(path);
        if (re2j.find()) {
            return "com.google.re2j:re2j:" + re2j.group(1);
        }
        String file = jar.files().keySet().stream()
                .filter(name -> name.matches("META-INF/maven/.+/pom\\.properties"))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(path + " has no pom.properties; add its coordinates to this test"));
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(jar.files().get(file)));
        return properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                + properties.getProperty("version");
    }

    private static String text(String path) {
        return new String(hpi.files().get(path), UTF_8);
    }

    /** The licence of each library in the list, by its coordinates. */
    private static Map<String, String> listed() throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(hpi.files().get(LIST)))
                .getElementsByTagName("l:dependency");
        Map<String, String> listed = new TreeMap<>();
        IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .forEach(library -> listed.put(
                        library.getAttribute("groupId") + ":" + library.getAttribute("artifactId") + ":"
                                + library.getAttribute("version"),
                        ((Element) library.getElementsByTagName("l:license").item(0)).getAttribute("name")));
        return listed;
    }
}
