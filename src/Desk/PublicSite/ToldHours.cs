using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.PublicSite;

internal static class ToldHours
{
    extension(PromiseOptions promise)
    {
        /// <summary>The promise as the public pages tell it, in whole hours.</summary>
        public int Hours => (int)Math.Max(1, promise.Response.TotalHours);
    }
}
