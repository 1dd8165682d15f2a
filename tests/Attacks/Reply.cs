using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EcomCenter.Attacks;

/// <summary>A response of the desk, read to its end.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers, TimeSpan Time)
{
    public IHtmlDocument Page => new HtmlParser().ParseDocument(Text);

    /// <summary>The visible text of the page's main part, without the form's tokens.</summary>
    public string MainText => Page.QuerySelector("main")?.TextContent ?? "";

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Location => Headers.Location?.OriginalString;

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public bool Contains(string text) => Text.Contains(text, StringComparison.Ordinal);
}

internal static class JsonExtensions
{
    /// <summary>Reads an id, which the API writes as text.</summary>
    public static long ToInt64(this JsonElement element) => long.Parse(element.GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>A ticket that the desk confirmed, and the code that tracks it.</summary>
internal sealed record OpenedTicket(string Number, string Code);
