package io.jenkins.plugins.kubesphere.devops.kapis.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {
    private static final List<Pipeline> PIPELINES = List.of(
            pipeline("web", "2026-01-01T00:00:00Z", Map.of("kubesphere.io/alias-name", "Shop"), Map.of("team", "a")),
            pipeline("api", "2026-01-02T00:00:00Z", Map.of("note", "x"), Map.of("team", "b")),
            pipeline("cli", "2026-01-02T00:00:00Z", Map.of(), Map.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|cli api web|3",
                "ascending=true|web api cli|3",
                "sortBy=name|web cli api|3",
                "sortBy=name&ascending=true|api cli web|3",
                "limit=2|cli api|3",
                "limit=2&page=2|web|3",
                "limit=2&page=3|-|3",
                "limit=0|-|3",
                "limit=9223372036854775807&page=9223372036854775807|-|3",
                "page=2|-|3",
                "name=e|web|1",
                "name=Sho|web|1",
                "names=api,cli|cli api|2",
                "uid=uid-api|api|1",
                "namespace=demo|cli api web|3",
                "namespace=other|-|0",
                "label=team%3Da|web|1",
                "labelSelector=team|api web|2",
                "annotation=note%3Dx|api|1",
                "unknown=x|cli api web|3",
                "name=&names=|cli api web|3"
            })
    void aPageHasWhatTheQueryAsksFor(String query, String names, int total) {
        ListResult<Pipeline> page = apply(query);

        assertThat(String.join(
                        " ",
                        page.items().stream()
                                .map(pipeline -> pipeline.getMetadata().getName())
                                .toList()))
                .isEqualTo(names == null ? "" : names);
        assertThat(page.totalItems()).isEqualTo(total);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "limit=-2", "limit=1.5", "ascending=yes", "label=a%20b"})
    void aParameterThatIsNotValidIsNamed(String query) {
        assertThatThrownBy(() -> apply(query))
                .isInstanceOfSatisfying(KapisException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400))
                .hasMessageContaining("the parameter " + query.substring(0, query.indexOf('=')));
    }

    @Test
    void anObjectWithoutLabelsIsNotSelected() {
        Pipeline bare = pipeline("bare", "2026-01-01T00:00:00Z", null, null);

        assertThat(new ListQuery(QueryParameters.parse("label=team"))
                        .apply(Stream.of(bare))
                        .items())
                .isEmpty();
    }

    private static ListResult<Pipeline> apply(String query) {
        return new ListQuery(QueryParameters.parse(query)).apply(PIPELINES.stream());
    }

    private static Pipeline pipeline(
            String name, String created, Map<String, String> annotations, Map<String, String> labels) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("demo")
                .withUid("uid-" + name)
                .withCreationTimestamp(created)
                .withAnnotations(annotations)
                .withLabels(labels)
                .build());
        return pipeline;
    }
}
