using System.Globalization;
using System.Security;
using System.Text;
using System.Web;

namespace EcomCenter.FakeWeChat;

/// <summary>Acts as residents. The platform delivers each action to the account, waits five seconds and retries three times.</summary>
public sealed partial class FakeWeChatServer
{
    private const int Retries = 3;

    private static readonly TimeSpan MessageWindow = TimeSpan.FromHours(48), EventWindow = TimeSpan.FromMinutes(1);

    public Task<string> SendTextAsync(string openId, string text) =>
        SendAsync(openId, $"<MsgType><![CDATA[text]]></MsgType><Content>{CData(text)}</Content>");

    public Task<string> SendVoiceAsync(string openId, byte[] amr, string? recognition = null) =>
        SendAsync(openId,
            $"<MsgType><![CDATA[voice]]></MsgType><MediaId>{StoreMedia("audio/amr", amr)}</MediaId><Format><![CDATA[amr]]></Format>"
            + (recognition is null ? "" : $"<Recognition>{CData(recognition)}</Recognition>"));

    public Task<string> SendPhotoAsync(string openId, byte[] jpeg) =>
        SendAsync(openId, "<MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://mmbiz.qpic.cn/none]]></PicUrl>"
            + $"<MediaId>{StoreMedia("image/jpeg", jpeg)}</MediaId>");

    /// <summary>Sends bytes as a photo, whatever they are and are called.</summary>
    public Task<string> SendPhotoAsync(string openId, byte[] bytes, string contentType) => SendAsync(openId,
        $"<MsgType><![CDATA[image]]></MsgType><PicUrl>{CData("http://mmbiz.example/1")}</PicUrl>"
            + $"<MediaId>{StoreMedia(contentType, bytes)}</MediaId>");

    public Task<string> SendVideoAsync(string openId, byte[] mp4) =>
        SendAsync(openId, $"<MsgType><![CDATA[video]]></MsgType><MediaId>{StoreMedia("video/mp4", mp4)}</MediaId>"
            + "<ThumbMediaId><![CDATA[thumb]]></ThumbMediaId>");

    public Task<string> SendLocationAsync(string openId, double latitude, double longitude, string label) => SendAsync(openId,
        $"<MsgType><![CDATA[location]]></MsgType><Location_X>{FormatNumber(latitude)}</Location_X>"
            + $"<Location_Y>{FormatNumber(longitude)}</Location_Y>"
        + $"<Scale>20</Scale><Label>{CData(label)}</Label>");

    /// <summary>Sends any message. Returns its id when the account has acknowledged it or WeChat has given up.</summary>
    public async Task<string> SendAsync(string openId, string fields)
    {
        var id = Interlocked.Increment(ref _nextMessage).ToString(CultureInfo.InvariantCulture);
        AllowReplies(openId, MessageWindow, 5);
        await DeliverAsync(Envelope(openId, $"{fields}<MsgId>{id}</MsgId>"));
        return id;
    }

    public Task FollowAsync(string openId, string? scene = null)
    {
        AllowReplies(openId, EventWindow, 3);
        GetUser(openId).Follows = true;
        return SendEventAsync(openId, "subscribe", scene is null ? "" : "qrscene_" + scene);
    }

    public Task ScanAsync(string openId, string scene)
    {
        AllowReplies(openId, EventWindow, 3);
        return SendEventAsync(openId, "SCAN", scene);
    }

    public Task ClickAsync(string openId, string key)
    {
        AllowReplies(openId, EventWindow, 3);
        return SendEventAsync(openId, "CLICK", key);
    }

    public Task UnfollowAsync(string openId)
    {
        GetUser(openId).Follows = false;
        return SendEventAsync(openId, "unsubscribe", "");
    }

    public Task SendEventAsync(string openId, string what, string key) =>
        DeliverAsync(
            Envelope(openId, $"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{what}]]></Event><EventKey>{CData(key)}</EventKey>"));

    /// <summary>
    /// Opens the page on which a resident allows one later message, and answers yes or no. Returns the address to which WeChat redirects.
    /// </summary>
    public Uri AnswerConsent(string openId, Uri link, bool yes = true)
    {
        var query = HttpUtility.ParseQueryString(link.Query);
        if (link.Host != "mp.weixin.qq.com" || link.Fragment != "#wechat_redirect" || query["action"] != "get_confirm"
            || query["appid"] != Account.AppId || query["template_id"] != Account.NoticeTemplate
            || query["reserved"]?.All(char.IsAsciiLetterOrDigit) != true || query["reserved"]!.Length > 128)
            throw new InvalidOperationException("WeChat would reject these parameters.");
        var scene = int.Parse(query["scene"]!, CultureInfo.InvariantCulture);
        if (yes) GetUser(openId).AllowNotice(scene);
        var back = $"{query["redirect_url"]}?template_id={query["template_id"]}&action={(yes ? "confirm" : "cancel")}"
            + $"&scene={scene}&reserved={query["reserved"]}";
        return new(yes ? back + "&openid=" + openId : back);
    }

    /// <summary>Makes the next <paramref name="times"/> calls of a path fail.</summary>
    public void FailNext(string path, int? errcode = null, int? status = null, int times = 1, TimeSpan? delay = null)
    {
        for (var i = 0; i < times; i++) _failures.GetOrAdd(path, _ => new()).Enqueue(new(errcode, status, delay));
    }

    /// <summary>Removes all planned failures.</summary>
    public void Recover() => _failures.Clear();

    public void RevokeToken() => _tokens.Revoke();

    public void ExpireToken() => _tokens.Expire();

    /// <summary>Waits for a matching message to the resident. Throws if none comes.</summary>
    public async Task<WeChatSentMessage> WaitForMessageAsync(
        string openId, int skip = 0, Func<WeChatSentMessage, bool>? matches = null, double seconds = 20)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ; await Task.Delay(10))
        {
            if (Sent.Where(sent => sent.OpenId == openId).Skip(skip).FirstOrDefault(sent => matches?.Invoke(sent) ?? true) is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(since).TotalSeconds > seconds)
            {
                var calls = string.Join(' ', Calls.TakeLast(12).Select(call => $"{call.Path}={call.ErrCode}"));
                var attempts = string.Join(' ', Attempts.TakeLast(5).Select(attempt => attempt.Outcome));
                throw new TimeoutException($"Timed out waiting for a message to {openId}. Last calls: {calls}. Last attempts: {attempts}");
            }
        }
    }

    /// <summary>Returns the callback address with WeChat's signature.</summary>
    public Uri SignedCallbackUri(string? encrypted = null, DateTimeOffset? at = null, string? token = null)
    {
        var timestamp = (at ?? _time.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Random.Shared.Next().ToString(CultureInfo.InvariantCulture);
        var query = $"?signature={WeChatEncryption.Sign(token ?? Account.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}";
        if (encrypted is not null)
            query += $"&encrypt_type=aes&msg_signature={WeChatEncryption.Sign(token ?? Account.Token, timestamp, nonce, encrypted)}";
        return new(Callback!, query);
    }

    /// <summary>Builds the request of WeChat, encrypted if the account has an AES key.</summary>
    public (Uri Address, string Body) BuildCallbackRequest(string xml)
    {
        if (Account.EncodingAesKey is not { } key) return (SignedCallbackUri(), xml);
        var sealedText = WeChatEncryption.Encrypt(xml, key, Account.AppId);
        return (SignedCallbackUri(sealedText),
            $"<xml><ToUserName><![CDATA[gh_fake]]></ToUserName><Encrypt><![CDATA[{sealedText}]]></Encrypt></xml>");
    }

    public string Envelope(string openId, string fields) =>
        $"<xml><ToUserName><![CDATA[gh_fake]]></ToUserName><FromUserName><![CDATA[{openId}]]></FromUserName>"
        + $"<CreateTime>{_time.GetUtcNow().ToUnixTimeSeconds()}</CreateTime>{fields}</xml>";

    public async Task DeliverAsync(string xml)
    {
        for (var attempt = 1; attempt <= 1 + Retries; attempt++)
        {
            var (understood, outcome) = await TryAsync(xml);
            _attempts.Enqueue(new(xml, attempt, understood, outcome));
            if (understood) return;
        }
    }

    private async Task<(bool, string)> TryAsync(string xml)
    {
        var (address, body) = BuildCallbackRequest(xml);
        using var timeout = new CancellationTokenSource(CallbackTimeout);
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/xml");
            using var answer = await _callbackClient.PostAsync(address, content, timeout.Token);
            var text = await answer.Content.ReadAsStringAsync(timeout.Token);
            return (answer.IsSuccessStatusCode && text is "success" or "", $"{(int)answer.StatusCode}");
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
        {
            return (false, error.GetType().Name);
        }
    }

    private void AllowReplies(string openId, TimeSpan window, int messages)
    {
        var person = GetUser(openId);
        lock (person) person.AllowReplies(_time.GetUtcNow() + window, messages);
    }

    private WeChatUser GetUser(string openId) => _users.GetOrAdd(openId, id => new(id));

    private string StoreMedia(string type, byte[] bytes)
    {
        var id = $"media{Interlocked.Increment(ref _nextMedia)}_of_tests-only";
        _media[id] = (type, bytes);
        return id;
    }

    private static string CData(string text) =>
        text.Contains("]]>", StringComparison.Ordinal) ? SecurityElement.Escape(text) : $"<![CDATA[{text}]]>";

    private static string FormatNumber(double number) => number.ToString("0.000000", CultureInfo.InvariantCulture);
}
