package io.faceattendance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.ModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EnvironmentProxiesTest {
  private static final byte[] CONTENT = Stores.content(10_000, 31);

  @TempDir Path cache;

  @Test
  void downloadsThroughTheProxyOfTheEnvironment() throws IOException {
    try (FileServer proxy = FileServer.start(FileServer.everything(CONTENT))) {
      ModelStore store = behind(Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.port() + "/"));

      Path path = store.path(Stores.file(CONTENT, URI.create("http://models.invalid/m")));

      assertThat(path).hasBinaryContent(CONTENT);
      assertThat(proxy.requests()).containsExactly("http://models.invalid/m");
    }
  }

  @Test
  void asksTheProxyForATunnelToASecureServer() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
      ModelStore store = behind(Map.of("https_proxy", "127.0.0.1:" + proxy.getLocalPort()));

      assertThatThrownBy(
              () -> store.path(Stores.file(CONTENT, URI.create("https://models.invalid/m"))))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("https://models.invalid/m");
      assertThat(request.get()).startsWith("CONNECT models.invalid:443 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, '', proxy.example:3128",
    "https://models.example/m, https_proxy, http://proxy.example, '', proxy.example:80",
    "https://models.example/m, HTTP_PROXY, proxy.example:3128, '', DIRECT",
    "http://models.example/m, HTTPS_PROXY, proxy.example:3128, '', DIRECT",
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, 'a.b, models.example', DIRECT",
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, .example, DIRECT",
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, *.example, DIRECT",
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, *, DIRECT",
    "https://models.example/m, HTTPS_PROXY, proxy.example:3128, dels.example, proxy.example:3128",
    "https://MODELS.example/m, HTTPS_PROXY, proxy.example:3128, models.EXAMPLE, DIRECT",
  })
  void choosesAsTheVariablesSay(
      URI target, String variable, String value, String exceptions, String expected) {
    EnvironmentProxies proxies =
        new EnvironmentProxies(
            new Settings(Map.of(variable, value, "NO_PROXY", exceptions), name -> null));
    assertThat(proxies.select(target))
        .extracting(EnvironmentProxiesTest::text)
        .containsExactly(expected);
  }

  @Test
  void leavesItToJavaIfItsPropertiesNameAProxy() {
    EnvironmentProxies proxies =
        new EnvironmentProxies(
            new Settings(
                Map.of("HTTPS_PROXY", "proxy.example:3128"),
                Map.of("https.proxyHost", "other.example")::get));
    // What Java's own selector answers here: the property is set in this map only.
    assertThat(proxies.select(URI.create("https://models.example/m")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void refusesAProxyThatIsNoAddressWithoutRepeatingIt() {
    ModelStore store = behind(Map.of("HTTP_PROXY", "http://user:secret@proxy.example:3128"));
    assertThatThrownBy(
            () -> store.path(Stores.file(CONTENT, URI.create("http://models.invalid/m"))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("HTTP_PROXY")
        .hasMessageNotContaining("secret");
  }

  private ModelStore behind(Map<String, String> environment) {
    return Stores.withEnvironment(environment, cache);
  }

  private static String refuseOne(ServerSocket proxy) {
    try (Socket socket = proxy.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String request = reader.readLine();
      byte[] answer =
          "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(answer);
      socket.getOutputStream().flush();
      while (reader.read() >= 0) {
        // Until the client has gone.
      }
      return request == null ? "" : request;
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String text(Proxy proxy) {
    SocketAddress address = proxy.address();
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : proxy.type().toString();
  }
}
