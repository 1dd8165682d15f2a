using System.Text;

namespace EcomCenter.Benchmarks;

/// <summary>The measured request: a description of 300 Chinese characters and a requester.</summary>
internal static class TicketPost
{
    private const string Requester = """{"name":"阿依古丽","phone":"13899001122","village":"一村"}""";
    private const string Sentence = "我们合作社想把大枣卖到网上,不知道怎么办理手续,需要准备什么材料?";

    public static string Description { get; } = string.Concat(Enumerable.Repeat(Sentence, 10))[..300];

    public static string Body { get; } =
        $$$"""{"kind":"inquiry","channel":"api","description":"{{{Description}}}","requester":{{{Requester}}}}""";

    public static byte[] BuildRequest(string key) => Encoding.UTF8.GetBytes(
        $"POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n" +
        $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n{Body}");
}
