package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the table of docs/rest-api.md with the routes. */
class RouteDocumentationTest {
    private static final String HEAD =
            "| method | path | right | takes | answers | what it does |\n| --- | --- | --- | --- | --- | --- |\n";
    private static final String END = "<!-- end of routes -->";

    @ParameterizedTest
    @MethodSource("tables")
    void theDocumentHasAllRoutesWithTheirRights(RouteTable table) throws Exception {
        Path document = RepositoryRoot.root().resolve("docs/rest-api.md");
        String text = Files.readString(document);
        String mark = "<!-- routes of " + table.version() + " -->\n" + HEAD;
        assertThat(text).contains(mark);
        int begin = text.indexOf(mark) + mark.length();
        String lines = table.routes().stream().map(RouteDocumentationTest::line).collect(Collectors.joining());
        if (Boolean.getBoolean("routes.write")) {
            Files.writeString(document, text.substring(0, begin) + lines + text.substring(text.indexOf(END, begin)));
        }

        assertThat(text.substring(begin, text.indexOf(END, begin)))
                .as("the lines between the marks of %s; write them with -Droutes.write=true", document)
                .isEqualTo(lines);
    }

    static List<RouteTable> tables() {
        return RouteTables.all();
    }

    private static String line(Route route) {
        return "| " + route.method() + " | `" + route.template().text() + "` | "
                + route.permission().map(Object::toString).orElse("") + " | " + name(route.input()) + " | "
                + (route.outputMediaType().equals("application/json") ? name(route.output()) : route.outputMediaType())
                + " | " + route.summary() + " |\n";
    }

    /** For example {@code list of Pipeline}; empty for nothing. */
    private static String name(Type type) {
        JavaType java = TypeFactory.defaultInstance().constructType(type);
        if (java.hasRawClass(Void.class)) {
            return "";
        }
        if (java.hasRawClass(ListResult.class)) {
            return "list of " + name(java.containedType(0));
        }
        if (java.isArrayType()) {
            return "array of " + name(java.getContentType());
        }
        return java.hasRawClass(Map.class) || java.hasRawClass(Object.class)
                ? "object"
                : java.getRawClass().getSimpleName();
    }
}
