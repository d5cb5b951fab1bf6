package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.IntegerDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Makes what reads the bodies of requests and writes the answers. */
public final class ObjectMapperFactory {
    private static final List<CoercionInputShape> NOT_TEXT =
            List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float);

    private ObjectMapperFactory() {}

    /**
     * Reads and writes the objects of Kubernetes as the client library does, but refuses values of another type, such as
     * false for a name: so does the API server, which would no longer see the mistake.
     */
    public static ObjectMapper create() {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        for (CoercionInputShape shape : NOT_TEXT) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        new KubernetesSerialization(mapper, false);
        // The client library reads texts as numbers, too, for permissions of files such as 0o755. Here no field has
        // those.
        mapper.registerModule(new SimpleModule(ObjectMapperFactory.class.getName())
                .addDeserializer(Integer.class, new IntegerDeserializer(Integer.class, null)));
        return mapper;
    }
}
