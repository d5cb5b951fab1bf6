package io.jenkins.plugins.kubesphere.devops.hpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.Checkout;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see in Jenkins is there in English and in Simplified Chinese, and nothing of it is HTML that a user wrote. */
class ResourcesTest {
    private static final Path ROOT = Checkout.root().resolve("src/main/resources");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)[^}]*}");

    static Stream<Path> views() {
        return files(".jelly");
    }

    static Stream<Path> messages() {
        return files("/Messages.properties");
    }

    static Stream<Path> helps() {
        return files(".html").filter(file -> !file.toString().contains("_zh_CN"));
    }

    private static Stream<Path> files(String end) {
        try {
            return Files.walk(ROOT).filter(file -> file.toString().endsWith(end));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewEscapesWhatItShows(Path view) throws IOException {
        assertThat(Files.readString(view)).startsWith("<?jelly escape-by-default='true'?>");
    }

    @ParameterizedTest
    @MethodSource("views")
    void textOfAViewIsThereInChinese(Path view) throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher matcher = TEXT.matcher(Files.readString(view));
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        if (!keys.isEmpty()) {
            assertThat(read(sibling(view, ".jelly", "_zh_CN.properties")).stringPropertyNames())
                    .as("texts of " + ROOT.relativize(view))
                    .isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesAreThereInChinese(Path english) throws IOException {
        Properties chinese = read(sibling(english, ".properties", "_zh_CN.properties"));
        assertThat(chinese.stringPropertyNames()).isEqualTo(read(english).stringPropertyNames());
        assertThat(chinese.values()).doesNotContainAnyElementsOf(read(english).values());
    }

    @ParameterizedTest
    @MethodSource("helps")
    void helpIsThereInChinese(Path english) throws IOException {
        assertThat(Files.readString(sibling(english, ".html", "_zh_CN.html"))).containsPattern("[\\u4e00-\\u9fff]");
    }

    private static Path sibling(Path file, String end, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - end.length()) + other);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
