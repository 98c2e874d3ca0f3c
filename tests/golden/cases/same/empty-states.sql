-- Nothing to do from nothing to nothing.
-- from:


-- to:
-- nothing here
;;
-- plan:
-- nothing to do
