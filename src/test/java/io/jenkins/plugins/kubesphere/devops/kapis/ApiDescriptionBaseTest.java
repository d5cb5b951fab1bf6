package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ApiDescriptionBaseTest {
    /** Most controllers are below a path, and a generated client would call others than ours. */
    @Test
    void aDescriptionNamesThePathOfJenkins() {
        ObjectNode openApi = JsonNodeFactory.instance.objectNode();
        ObjectNode swagger = JsonNodeFactory.instance.objectNode();

        ApiDescription.OPENAPI.setBase(openApi, "/jenkins");
        ApiDescription.SWAGGER.setBase(swagger, "/jenkins");

        assertThat(openApi).hasToString("{\"servers\":[{\"url\":\"/jenkins\"}]}");
        assertThat(swagger).hasToString("{\"basePath\":\"/jenkins\"}");
    }
}
