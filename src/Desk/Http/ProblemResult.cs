using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Http;

/// <summary>
/// The result that writes a problem in the reader's language. <paramref name="Key"/> names the text of its detail,
/// <c>problem.{key}</c>.
/// </summary>
public sealed record ProblemResult(int Status, string Key, params (string Name, object Value)[] Values) : IResult
{
    private const string ContentType = "application/problem+json";

    private const int LongRetrySeconds = 60;

    private static readonly ProblemJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public string? Reason { get; init; }

    public IReadOnlyList<string>? Allowed { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    /// <summary>The problem for a bare status.</summary>
    public static ProblemResult FromStatus(int status) => new(status, "detail." + KnownStatus(status));

    /// <summary>The problem for what can't be done at the moment. <paramref name="key"/> is also the reason for programs.</summary>
    public static ProblemResult TryLater(string key) =>
        new(StatusCodes.Status503ServiceUnavailable, key) { Reason = key, RetryAfterSeconds = LongRetrySeconds };

    public Problem ToProblem(Language language) => new()
    {
        Status = Status, Title = DeskTexts.Format(language, "problem.title." + KnownStatus(Status)),
        Detail = DeskTexts.Format(language, "problem." + Key, Values), Reason = Reason, Allowed = Allowed,
        Errors = Faults.Count == 0 ? null
            : Faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Describe(language)).ToArray()),
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = httpContext.Language();
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.ContentLanguage = LanguageTag.From(language);
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(ToProblem(language), Json.Problem), httpContext.RequestAborted);
    }

    private static string KnownStatus(int status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return DeskTexts.Contains("problem.title." + text) ? text : status >= 500 ? "500" : "400";
    }
}
