namespace EcomCenter.Desk.Web;

/// <summary>A matter beside the list of the board: its page in a frame of ours, without the bar of the house.</summary>
public static class Beside
{
    public const string Query = "beside=1";

    public static bool IsBeside(this HttpRequest request) => request.Path.StartsWithSegments("/desk/tickets") && request.Query["beside"] == "1";
}
