namespace EcomCenter.Desk.Http;

/// <summary>The ticket page inside the board's frame, shown without the header.</summary>
public static class SidePane
{
    public const string Query = "beside=1";

    public static bool IsSidePane(this HttpRequest request) =>
        request.Path.StartsWithSegments("/desk/tickets") && request.Query["beside"] == "1";
}
